/** What the sampler is worth on this machine. Linux, with the addon. */
export { measureSampler } from '@nanobias/native/measure';
export type { SamplerFigures } from '@nanobias/native/measure';
