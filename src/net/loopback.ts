/**
 * True for a host name that can only mean this machine: localhost, *.localhost, 127.0.0.0/8 (also as IPv6 writes it), ::1, and the
 * addresses that mean "every interface" to a server and this machine to its callers, 0.0.0.0 and ::.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  return own.has(host) || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || /^::ffff:7f[\da-f]{2}:/.test(host)
}

const own = new Set(['localhost', '::1', '0.0.0.0', '::'])
