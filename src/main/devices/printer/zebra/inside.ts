import { BlockList, isIPv6 } from 'node:net'
import { RAW_PORT } from '../../../../shared/printing/settings.ts'

/** Private, link-local and loopback networks (RFC 1918, 3927, 4193, 4291). */
const own = new BlockList()
own.addSubnet('10.0.0.0', 8)
own.addSubnet('172.16.0.0', 12)
own.addSubnet('192.168.0.0', 16)
own.addSubnet('169.254.0.0', 16)
own.addSubnet('127.0.0.0', 8)
own.addSubnet('fc00::', 7, 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')
own.addAddress('::1', 'ipv6')

/** Whether an IP address is of the building's own network and the port is that of printers. */
export const isInside = (address: string, port: number): boolean =>
  port === RAW_PORT && own.check(address.replace(/%.*$/, ''), isIPv6(address) ? 'ipv6' : 'ipv4')
