// Generated with nanobias.binpb.
export declare const SCHEMA_HASH: number;
