/** A device at the speed of the wall clock, behind a pseudo-terminal or a loopback port. */
export type { Endpoint, EndpointOptions } from './endpoint.ts';
export { servePty } from './pty.ts';
export { serveTcp } from './tcp.ts';
export type { TcpEndpointOptions } from './tcp.ts';
