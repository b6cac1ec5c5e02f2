/** The live page, for a program of one's own: tell `Observed` what is measured, and serve it. */
export type { FieldReading, FilmMessage, Hello, MarginRow } from '../browser/messages.ts';
export { EnvelopeHistory } from './envelope.ts';
export type { Envelope, EnvelopeQuery, Extent } from './envelope.ts';
export { Observed } from './observed.ts';
export type { PageControls } from './observed.ts';
export { servePage } from './server.ts';
export type { PageRequest, ServedPage } from './server.ts';
