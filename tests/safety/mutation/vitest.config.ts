import { defineConfig } from 'vitest/config';
import suite from '../../../vitest.config.ts';
import { ROOMS } from './rooms.ts';

/** The tests that a mutant of one room must get past; the room's name comes from the runner. */
const room = ROOMS.find(({ name }) => name === process.env['MUTATED_ROOM']);
if (room === undefined) throw new Error('MUTATED_ROOM names no room of mutation/rooms.ts');
const include = process.env['MUTATED_PASS'] === 'first' ? room.tests : [...room.tests, ...(room.heavyTests ?? [])];

// Without the suite's projects, which would bring all of its tests along: and every file has its modules to itself.
const test = { ...suite.test };
delete test.projects;

export default defineConfig({ ...suite, test: { ...test, include: [...include] } });
