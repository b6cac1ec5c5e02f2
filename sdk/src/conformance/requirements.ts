/** One sentence that a controller must satisfy. `docs/protocol.md` states the same under the same number. */
export interface Requirement {
  readonly id: string;
  readonly section: string;
  readonly text: string;
}

const sections: Readonly<Record<string, readonly (readonly [id: string, text: string])[]>> = {
  Frames: [
    ['P-001', 'Every frame is one COBS block ended by 0x00: a header of 12 bytes, the payload, and the CRC-32C of both, all little-endian.'],
    ['P-002', 'A block whose CRC-32C is wrong is dropped whole: nothing in it takes effect and nothing answers it.'],
    ['P-003', 'A block whose length field differs from the length of its payload is dropped, even if its CRC is right.'],
    ['P-004', 'A frame whose magic is not 0xB, or whose major version is not 1, is dropped.'],
    ['P-005', 'A frame of an unknown kind, or of a kind that only a controller sends, is dropped.'],
    ['P-006', 'Whatever went before, the next 0x00 begins a new block: stray delimiters, noise, a cut frame and silence in its middle cost no frame but the damaged one.'],
    ['P-007', 'The stream may be split and merged anywhere: one byte at a time and many frames at once mean the same.'],
    ['P-008', 'A CONTROL, LINK or EVENT frame carries at most 256 bytes of payload in either direction; a larger one that arrives is dropped.'],
    ['P-009', 'The controller numbers its frames by kind, in steps of one, from the HelloAck on; the numbers never restart within a session.'],
    ['P-010', 'Damaged frames are counted, and within a session reported by an event LINK_ERROR whose value is the count.'],
  ],
  Session: [
    ['P-011', 'After the link is opened the controller says nothing before a hello.'],
    ['P-012', 'A Hello is answered by a HelloAck in a frame of the new session: its nonce echoed, the version in use within what was offered, a session that is not 0, and the same boot id until the controller boots again.'],
    ['P-013', 'A Hello whose versions fit none is answered with version 0 and session 0, names the versions that would fit, and leaves the session that exists as it is.'],
    ['P-014', 'Every Hello that fits begins a session with a new number.'],
    ['P-015', 'A Hello changes neither output nor lease nor limits, even while the output is on.'],
    ['P-016', 'A frame of another session than the present one is dropped, whatever it asks for, except STOP and Disable.'],
    ['P-017', 'A Ping is answered with its nonce.'],
    ['P-018', 'HelloAck states the schema hash, a largest SAMPLES payload of 64 to 4096 bytes, 1 to 16 requests in flight, and the tick rate.'],
    ['P-019', 'A ClockSync is answered with t1 as it came, in all its 64 bits, and with device times t2 <= t3 (feature CLOCK_SYNC).'],
    ['P-020', 'A Bye ends the session: what comes later under its number is dropped.'],
    ['P-021', 'A flood of hellos, pings or requests costs answers at most: the controller goes on, and answers again once it ends.'],
    ['P-022', 'Device times are microseconds in 64 bits since boot, never run backwards, and run within 1 % of the host\'s clock.'],
  ],
  Decoding: [
    ['P-023', 'A payload that is no canonical message is refused MALFORMED: a varint beyond its type, a wrong wire type, bad UTF-8, a field or submessage given twice, two members of a oneof, a group, a field number of 0, a message cut short.'],
    ['P-024', 'An enum value that the schema does not have, and an integer outside its range, are refused OUT_OF_RANGE with the name of the field.'],
    ['P-025', 'An enum of 0, and a submessage that the schema needs and the request lacks, are refused MISSING_FIELD.'],
    ['P-026', 'An unknown field is passed over on requests that change no permission, such as GetState.'],
    ['P-027', 'An unknown field refuses StageLimits, CommitLimits, Arm, Enable, SetBias, SetCurrent, UploadStep and StartProgram with UNKNOWN_FIELD, at every depth and beside the body.'],
    ['P-028', 'A body that the controller does not know or does not implement is answered UNIMPLEMENTED, never OK; of the optional ones the feature is then absent from Capabilities.'],
    ['P-029', 'A refused request changes nothing but counters and the log.'],
  ],
  Delivery: [
    ['P-030', 'Every request of the session gets one reply that carries its id, a status other than UNSPECIFIED, and the device time.'],
    ['P-031', 'A request that changes something takes effect at most once for a session and id: its repetition is answered with the same payload as before, byte for byte.'],
    ['P-032', 'At least twice as many replies are kept as requests may be in flight.'],
    ['P-033', 'Kept replies do not cross sessions: the same id under another session is another request.'],
    ['P-034', 'As many requests as HelloAck says may be in flight at once, and each is answered.'],
  ],
  State: [
    ['P-035', 'GetState answers what is read back and not what was commanded: mode, switch, measured bias, set-point, epochs, lease, limits digest and latch.'],
    ['P-036', 'GetCapabilities states ranges in order: bias range, strap, lease, slew, channels with rate and bits.'],
    ['P-037', 'Every change of mode is an event STATE_CHANGED with the mode after it.'],
  ],
  Limits: [
    ['P-038', 'StageLimits echoes every limit that was given as it was given, fills in the others, and changes nothing that is in force.'],
    ['P-039', 'The digest is a function of the limits: the same for the same, another for others.'],
    ['P-040', 'CommitLimits puts in force what was staged under this digest, and refuses every other with DIGEST_MISMATCH.'],
    ['P-041', 'Limits beyond the strap, the field, the window or the noise are refused, never clamped, with the name of the field.'],
    ['P-042', 'While armed or on limits may only be tightened; a loosening is refused LOOSENING.'],
    ['P-043', 'Tightening voids the arm token, and the echoed cap applies at once.'],
  ],
  Lease: [
    ['P-044', 'AcquireLease grants the duration that was asked for, 100 000 to 5 000 000 us, and refuses every other.'],
    ['P-045', 'While somebody else holds the lease it is refused LEASE_HELD, and so is every command that needs it.'],
    ['P-046', 'Every change of holder increments the fencing epoch; a command under another epoch is refused STALE_EPOCH.'],
    ['P-047', 'Only RenewLease, and commands of the holder that carry the epoch, renew the lease: no ping, no read, no damaged frame does.'],
    ['P-048', 'A lease that is renewed lasts.'],
    ['P-049', 'When the lease lapses while the output is on, the circuit opens at once, the epoch increments and LEASE_LAPSED is latched.'],
    ['P-050', 'ReleaseLease is refused OUTPUT_ON while the output is on.'],
  ],
  Output: [
    ['P-051', 'Arm, Enable, SetBias, UploadStep, StartProgram and Acknowledge are refused without the lease.'],
    ['P-052', 'Arm names the digest of the limits in force: another is refused DIGEST_MISMATCH, and before a commit there is nothing to name.'],
    ['P-053', 'The token of an Arm closes the switch once: another token, and the same a second time, are refused.'],
    ['P-054', 'An energising command under another output epoch than the present one is refused STALE_EPOCH.'],
    ['P-055', 'An energising command is refused EXPIRED once its latest device time is past; the time is compared in all its 64 bits.'],
    ['P-056', 'Enable closes at the voltage that the cell has: its answer comes with the switch read back closed and a set-point within 10 mV of the open-circuit voltage.'],
    ['P-057', 'A set-point beyond a cap is refused BEYOND_LIMIT with field, value and limit, and the set-point stays where it was; a set-point at the cap is not.'],
    ['P-058', 'SetBias answers when the ramp begins and when it will arrive at the slew asked for, with the target rounded toward zero; the set-point then is there.'],
    ['P-059', 'A slew above the limit is refused.'],
    ['P-060', 'SetBias with the output off is refused WRONG_MODE.'],
  ],
  'De-energising': [
    ['P-061', 'The stop frame is answered with request id 0 and an OffResult, whether the output was on or off, from whoever it comes: no session, lease or epoch is asked for.'],
    ['P-062', 'A stop overtakes what came before it: an Enable under way never closes the switch, or is opened at once.'],
    ['P-063', 'A stop is recognised in the middle of a frame that was begun.'],
    ['P-064', 'Disable opens without lease, epoch or order, also under a session that is not the present one.'],
    ['P-065', 'OffResult carries what was measured after the opening: the switch as read back, the magnitude of the current, and the cause.'],
    ['P-066', 'Every order to open increments the output epoch, also when the output was off.'],
    ['P-067', 'A soft Disable drives the current to zero and opens within 1.2 s.'],
    ['P-068', 'A Bye of the lease\'s holder opens the circuit; a Bye of anybody else changes nothing.'],
    ['P-069', 'When the link is hung up while the output is on, the circuit opens and a cause is latched.'],
  ],
  Trips: [
    ['P-070', 'While a cause is latched the output cannot be armed: TRIPPED.'],
    ['P-071', 'Only an Acknowledge that names exactly the latched causes and the fault nonce releases the latch; every other is refused WRONG_FAULT.'],
    ['P-072', 'An Acknowledge is refused CAUSE_PRESENT until the cause has been gone for a second.'],
    ['P-073', 'A latch survives hello, commit, stop and disable.'],
    ['P-074', 'After an acknowledge the output stays off, and limits must be committed before the next Arm.'],
    ['P-075', 'A measured over-voltage, under-voltage or over-current opens the circuit within the bound of its row in the matrix of hazards.'],
  ],
  Programs: [
    ['P-076', 'UploadStep takes steps in order and answers with the digest once the program is complete; a step out of order is refused PROGRAM_INCOMPLETE (feature PROGRAMS).'],
    ['P-077', 'StartProgram names the program and its digest: an incomplete program is refused PROGRAM_INCOMPLETE, another digest DIGEST_MISMATCH.'],
    ['P-078', 'A step beyond the limits is refused at its upload or at the start.'],
    ['P-079', 'A program runs step by step, says so by events, and ends with the circuit open.'],
  ],
  Streams: [
    ['P-080', 'StartStream grants an id and the first sample; blocks follow under that id, numbered in steps of one, each sample counted once: first_sample, sample_count and lost_before leave no gap.'],
    ['P-081', 'A block says its channel, rate, full scale and encoding, and its data have the length that the encoding needs.'],
    ['P-082', 'No more payload bytes are sent than credit was given; what is dropped for want of it is dropped in whole blocks and counted in lost_before.'],
    ['P-083', 'A rate above what channel or link carries is refused RATE_TOO_HIGH with the highest rate that fits, never thinned.'],
    ['P-084', 'StopStream answers how many samples were sent and lost; the id is then unknown: UNKNOWN_STREAM.'],
    ['P-085', 'FOR128 and SUMMARY are refused UNIMPLEMENTED, or served as asked for with their feature stated.'],
    ['P-086', 'A new session has no streams.'],
  ],
  Log: [
    ['P-087', 'Events are numbered in steps of one, and their device times do not decrease.'],
    ['P-088', 'ReadEvents returns events from a number on, with the oldest and newest that are kept and how many are lost (feature EVENT_LOG).'],
    ['P-089', 'The freeze frame of the first fault since the last acknowledge is kept and can be read in pieces (feature FREEZE_FRAME).'],
    ['P-090', 'A capture is armed, completes and is read in pieces (feature CAPTURE).'],
    ['P-091', 'A Mark is stamped with the device time and appears as an event with its label (feature MARKS).'],
  ],
};

/** All requirements, in the order of the document. A number is never given anew. */
export const REQUIREMENTS: readonly Requirement[] = Object.entries(sections).flatMap(([section, rows]) => rows.map(([id, text]) => ({ id, section, text })));
