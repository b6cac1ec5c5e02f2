import { EXIT } from '../exit.ts';
import { portText, serialPorts } from '../serial-ports.ts';

export interface DevicesOptions {
  readonly json?: boolean;
}

/** `nanobias devices`: the serial ports at which a controller could be; none of them is opened. */
export async function devicesCommand({ json = false }: DevicesOptions): Promise<number> {
  const ports = await serialPorts();
  const lines = ports.length === 0 ? ['no serial port'] : ports.map(portText);
  process.stdout.write(json ? `${JSON.stringify({ ports }, null, 2)}\n` : `${lines.join('\n')}\n`);
  return EXIT.ok;
}
