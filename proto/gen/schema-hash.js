// Generated with nanobias.binpb.
export const SCHEMA_HASH = 0xd9b654ae;
