import type { BytePipe, Capabilities as WireCapabilities, Clock, Entropy } from '@nanobias/proto';
import { Feature } from '@nanobias/proto';
import { createSampler } from '@nanobias/native';
import type { SamplerOptions } from '@nanobias/native';
import type { Capabilities, Device } from './contract.ts';
import { ConnectedDevice } from './device.ts';
import { ask } from './session/ask.ts';
import { Driver } from './session/driver.ts';
import { uart_frame_bytes_max } from './session/timing.ts';
import { Feeds } from './streams/feeds.ts';
import { Streams } from './streams/streams.ts';
import { sampledBy } from './sampled-pipe.ts';
import type { SampledPipe } from './sampled-pipe.ts';
import { F_from_fF, Ohm_from_kOhm, V_from_uV, V_per_s_from_nV_per_s } from './units.ts';

/** Time and chance of a session, and which sampler takes its bytes. */
export interface ConnectOptions {
  /** `realClock()` on real links, the simulation's clock on the model. */
  readonly clock: Clock;
  /** `cryptoEntropy()` on real links, the simulation's entropy on the model. */
  readonly entropy: Entropy;
  /** Which sampler takes the bytes; `auto` takes the addon where it loads, and is the default. Not asked where the pipe brings its own. */
  readonly sampler?: SamplerOptions['backend'];
  /** Name for the controller's log, at most 32 bytes. */
  readonly client?: string;
}

/**
 * Connects to a controller. Passive: whatever the output does, it goes on doing. The pipe belongs to the device from here
 * on, and is closed when no session can be had.
 *
 * @throws NO_ANSWER, UNSUPPORTED_VERSION, SCHEMA_MISMATCH, LINK_LOST, PROTOCOL, TIMEOUT
 */
export async function connect(to: BytePipe | SampledPipe, { clock, entropy, sampler: backend, client }: ConnectOptions): Promise<Device> {
  const pipe = 'onReceived' in to ? to : sampledBy(createSampler(backend === undefined ? {} : { backend }), to);
  const feeds = new Feeds();
  const driver = new Driver({ pipe, clock, entropy, client });
  try {
    const hello = await driver.open(feeds);
    const streams = new Streams(driver, pipe, hello.frame_bytes_max <= uart_frame_bytes_max);
    feeds.carry(streams);
    const { body } = await ask(driver, { kind: 'get_capabilities' }, 'capabilities');
    if (body.features.includes(Feature.FOR128)) streams.allowPacking();
    const device = new ConnectedDevice({ label: pipe.label, hello, capabilities: capabilitiesOf(body), clock, samplerBackend: pipe.sampler.backend, driver, feeds, streams });
    await device.readState();
    return device;
  } catch (error) {
    // A session that ended says more than the request that was in flight then.
    const failure = driver.ended ?? error;
    await driver.leave('no session');
    throw failure;
  }
}

function capabilitiesOf(body: WireCapabilities): Capabilities {
  return {
    strap_V_min: V_from_uV(body.strap_uV_min),
    strap_V_max: V_from_uV(body.strap_uV_max),
    slew_V_per_s_max: V_per_s_from_nV_per_s(body.slew_nV_per_s_max),
    programSteps_max: body.program_steps_max,
    seriesResistance_Ohm: Ohm_from_kOhm(body.series_resistance_kOhm),
    strayCapacitance_F: F_from_fF(body.stray_capacitance_fF),
    features: body.features,
  };
}
