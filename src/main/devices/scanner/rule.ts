const RULE_PATH = '/etc/udev/rules.d/70-lofts-desk-scanners.rules'
const hex = (id: number): string => id.toString(16).padStart(4, '0')

/** The udev rule that lets the person at this computer open these scanners, and the one line that installs it. */
export function accessRule(devices: readonly { vendorId: number; productId: number }[]): {
  path: string
  text: string
  command: string
} {
  // By model: a maker of scanners also makes keyboards, whose keys no program of this user may read.
  const models = devices.map(
    ({ vendorId, productId }) => `ATTRS{idVendor}=="${hex(vendorId)}", ATTRS{idProduct}=="${hex(productId)}"`,
  )
  const lines = [...new Set(models)]
    .toSorted()
    .map((model) => `KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ${model}, TAG+="uaccess"`)
  const text = lines.join('\n')
  const printed = lines.map((line) => `'${line}'`).join(' ')
  return {
    path: RULE_PATH,
    text,
    command: `printf '%s\\n' ${printed} | sudo tee ${RULE_PATH} && sudo udevadm control --reload && sudo udevadm trigger`,
  }
}
