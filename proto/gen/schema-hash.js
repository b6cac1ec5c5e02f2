// Generated with nanobias.binpb.
export const SCHEMA_HASH = 0x5945def4;
