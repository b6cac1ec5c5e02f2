// Generated with nanobias.binpb.
export const SCHEMA_HASH = 0xa183fbb4;
