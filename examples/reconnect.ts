// A host that loses its link in the middle of a program comes back, finds the output as it is, and adopts it within the lease.
// Nothing is taken over unasked: without the ticket the lease lapses and the circuit opens.
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { EventKind, modeName, sessions } from '@nanobias/sdk';
import type { AdoptionTicket, BytePipe, OutputLimits, Step } from '@nanobias/sdk';

const simulation = simulate({ seed: 7, cell: CELL_PRESETS.default, ports_count: 2 });
const { clock, entropy } = simulation;
const limits: OutputLimits = { bias_V_max: 4.6, lipon_thickness_m: 5e-7, lnmo_thickness_m: 5e-7, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const program: readonly Step[] = [{ kind: 'hold', biasChange_V: 0.01, slew_V_per_s: 0.01, duration_s: 6 }, { kind: 'open', duration_s: 1 }];

// On a real link: `() => openTcp({ host, port })`. This one can be lost on the host's side alone, as a network is.
let lose = (): void => undefined;
async function open(): Promise<BytePipe> {
  const pipe = simulation.openPipe();
  return {
    label: pipe.label,
    pending_bytes: 0,
    write: (bytes) => pipe.write(bytes),
    onBytes: (receive) => pipe.onBytes(receive),
    onClose: (closed) => (lose = () => closed('the network is gone')),
    close: async () => undefined,
  };
}

let ticket: AdoptionTicket | undefined; // kept in a file, it outlives this process
let next_seq = 0;
await clock.run(async () => {
  for await (const device of sessions(open, { clock, entropy })) {
    const { mode, isSwitchClosed } = await device.readState();
    console.log(`connected: ${modeName(mode)}, the switch is ${isSwitchClosed ? 'closed' : 'open'}`);
    const watch = device.events$({ from: next_seq }).subscribe({
      next: (event) => {
        if (event.kind === 'gap') console.log(`${event.lost} events are gone`);
        else next_seq = event.event_seq + 1;
        if (event.kind === EventKind.STEP_STARTED) console.log(`step ${event.step_index} started`);
      },
      error: () => console.log('the link is lost'),
    });
    const held = ticket === undefined
      ? device.withOutput({ limits, program, lease_s: 2 }, (output) => {
          ({ ticket } = output);
          clock.after(2e6, () => lose());
          return output.runProgram();
        })
      : device.adopt({ adopt: ticket, lease_s: 2 }, (output) => output.runProgram());
    const end = await held.then(({ result }) => result.end, () => 'lost');
    watch.unsubscribe();
    if (end === 'completed') break;
  }
  console.log('the program has come to its end');
}, 120e6);
