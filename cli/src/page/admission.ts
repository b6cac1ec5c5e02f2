import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import { PROTOCOL, TOKEN_PREFIX } from '../browser/messages.ts';

/** Why a request is turned away, with the status code that says so. */
export interface Refusal {
  readonly status: 401 | 403 | 404 | 405 | 503;
  readonly reason: string;
}

/** The names by which a browser on this machine can have meant a loopback port; a name that DNS was made to point here is none of them. */
export function ownHosts(address: string, port: number): readonly string[] {
  const names = isIP(address) === 6 ? [`[${address}]`, 'localhost'] : [address, 'localhost'];
  return names.map((name) => `${name}:${port}`);
}

/** Whether a request was meant for this server, and, where a page sent it, comes from this server's page. */
export function pageRefusal(headers: IncomingHttpHeaders, hosts: readonly string[]): Refusal | undefined {
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return { status: 403, reason: 'the host is none of this server\'s names' };
  if (origin !== undefined && !isOwnOrigin(origin, hosts)) return { status: 403, reason: 'the request comes from another page' };
  return undefined;
}

/**
 * Whether a socket may be opened: by a page of this server, with the token that was printed with its address. A browser names the
 * origin of every socket, so that one without is no browser's.
 */
export function socketRefusal(headers: IncomingHttpHeaders, hosts: readonly string[], token: string): Refusal | undefined {
  const refusal = pageRefusal(headers, hosts);
  if (refusal !== undefined) return refusal;
  if (headers.origin === undefined) return { status: 403, reason: 'a socket is opened by a page, and names its origin' };
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const given = offered.find((name) => name.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length);
  const isAdmitted = offered.includes(PROTOCOL) && given !== undefined && isSame(given, token);
  return isAdmitted ? undefined : { status: 401, reason: 'the token is not that of this server: open the address that it printed' };
}

function isOwnOrigin(origin: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => origin.toLowerCase() === `http://${host}`);
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, token: string): boolean {
  const [first, second] = [Buffer.from(given, 'latin1'), Buffer.from(token, 'latin1')];
  return first.length === second.length && timingSafeEqual(first, second);
}
