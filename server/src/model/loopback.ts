import { lookup as resolveName, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an IP address is this machine's own. */
export function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The address of a server on this machine, or a sentence that says why it is none. Only 127.0.0.0/8, ::1 and localhost
 * are this machine for sure: other names can come to mean other machines.
 */
export function loopbackUrl(given: string): URL | string {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    return `'${shown(given)}' is no address of a server, such as http://127.0.0.1:11434.`;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `'${shown(given)}' does not begin with http:// or https://.`;
  if (url.username !== '' || url.password !== '') return 'An address of a server has no user name or password in it.';
  const host = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  if (host !== 'localhost' && !isLoopback(host)) {
    return `'${shown(host)}' is not this machine: a server is only asked at 127.0.0.1, ::1 or localhost, so that no text leaves the machine.`;
  }
  return url;
}

/** Looks a name up and keeps the addresses of this machine alone; whatever a hosts file says of `localhost`. */
export function lookupLoopback(
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
): void {
  resolveName(host, { ...options, all: true }, (error, addresses) => {
    const own = error ? [] : addresses.filter(({ address }) => isLoopback(address));
    const [first] = own;
    if (error || !first) done(error ?? new Error(`${host} is not this machine`), '');
    else if (options.all === true) done(null, own);
    else done(null, first.address, first.family);
  });
}

function shown(words: string): string {
  const line = words.replace(/[\p{Cc}\s]+/gu, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
