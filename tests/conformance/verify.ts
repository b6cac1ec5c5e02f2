// Holds every wrong controller to every requirement: half a minute of processor time, and several times that in the suite.
import { WRONG_CONTROLLERS, failuresOf, idsOf } from './wrong-controllers.ts';

let isOk = true;
for (const controller of WRONG_CONTROLLERS) {
  const { name, breaks } = controller;
  const found = await failuresOf(controller);
  const isCaught = idsOf(found).join() === breaks.join();
  isOk = isOk && isCaught;
  console.log(`${isCaught ? 'caught' : 'MISSED'}  ${breaks.join(' and ')}  a controller that ${name}`);
  if (!isCaught) for (const line of found) console.log(`        ${line}`);
}
process.exitCode = isOk ? 0 : 1;
