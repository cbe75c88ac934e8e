const RULE_PATH = '/etc/udev/rules.d/70-lofts-desk-scanners.rules'
const hex = (id: number): string => id.toString(16).padStart(4, '0')

/** The udev rule that lets the person at this computer open these scanners, and the one line that installs it. */
export function accessRule(devices: readonly { vendorId: number }[]): { path: string; text: string; command: string } {
  const makers = [...new Set(devices.map(({ vendorId }) => hex(vendorId)))].toSorted()
  const lines = makers.map(
    (maker) => `KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${maker}", TAG+="uaccess"`,
  )
  const text = lines.join('\n')
  const printed = lines.map((line) => `'${line}'`).join(' ')
  return {
    path: RULE_PATH,
    text,
    command: `printf '%s\\n' ${printed} | sudo tee ${RULE_PATH} && sudo udevadm control --reload && sudo udevadm trigger`,
  }
}
