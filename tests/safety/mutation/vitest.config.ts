import { defineConfig } from 'vitest/config';
import suite from '../../../vitest.config.ts';
import { ROOMS } from './rooms.ts';

/** The tests that a mutant of one room must get past; the room's name comes from the runner. */
const room = ROOMS.find(({ name }) => name === process.env['MUTATED_ROOM']);
if (room === undefined) throw new Error('MUTATED_ROOM names no room of mutation/rooms.ts');

export default defineConfig({ ...suite, test: { ...suite.test, include: [...room.tests] } });
