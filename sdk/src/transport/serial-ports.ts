import { NanobiasError } from '../errors.ts';
import { portsOfSysfs } from './sysfs-ports.ts';

/** A serial port that is there, whether or not anything answers at it. */
export interface ListedPort {
  /** What `openSerial` and `openSampled` take. */
  readonly path: string;
  /** Of the USB device, 0 to 0xffff; absent on a port that is none, as are all that follow. */
  readonly vendor_id?: number;
  readonly product_id?: number;
  readonly manufacturer?: string;
  readonly product?: string;
  readonly serial_number?: string;
}

/** Which ports to list: all, unless told. */
export interface PortFilter {
  readonly vendor_id?: number;
  readonly product_id?: number;
}

const id_max = 0xffff;

const portsOfThisMachine = (): Promise<ListedPort[]> => (process.platform === 'linux' ? portsOfSysfs('/sys') : portsOfBinding());

/**
 * The serial ports of this machine, by name. None of them is opened: that alone can restart a controller.
 *
 * `portsThere` tells what there is, and is this machine unless told: Linux itself; elsewhere `@serialport/bindings-cpp` must be installed.
 *
 * @throws INVALID_ARGUMENT for an identifier outside 0 to 0xffff; PORT_FAILED where the system cannot be asked
 */
export async function listSerialPorts({ vendor_id, product_id }: PortFilter = {}, portsThere = portsOfThisMachine): Promise<readonly ListedPort[]> {
  for (const [field, value] of Object.entries({ vendor_id, product_id })) {
    if (value !== undefined && !(Number.isInteger(value) && 0 <= value && value <= id_max)) {
      throw new NanobiasError('INVALID_ARGUMENT', `${field} is an integer from 0 to 0xffff, not ${value}`, { outputMayBeOn: 'unknown', field, value, limit_min: 0, limit_max: id_max });
    }
  }
  return (await portsThere())
    .filter((port) => (vendor_id === undefined || port.vendor_id === vendor_id) && (product_id === undefined || port.product_id === product_id))
    .sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

async function portsOfBinding(): Promise<ListedPort[]> {
  try {
    const { autoDetect } = await import('@serialport/bindings-cpp');
    return (await autoDetect().list()).map(({ path, vendorId, productId, manufacturer, serialNumber }) => ({
      path, ...told('vendor_id', idOf(vendorId)), ...told('product_id', idOf(productId)), ...told('manufacturer', manufacturer), ...told('serial_number', serialNumber),
    }));
  } catch (error) {
    throw new NanobiasError('PORT_FAILED', 'the serial ports cannot be listed', { outputMayBeOn: 'unknown', cause: error });
  }
}

/** A number as USB writes it: four hexadecimal digits. */
function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9a-f]{4}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

function told<K extends keyof ListedPort>(key: K, value: ListedPort[K]): Partial<ListedPort> {
  return value === undefined ? {} : { [key]: value };
}
