/** CRC-32C of the committed descriptor set: two peers with the same hash were built from the same schema. */
export { SCHEMA_HASH } from '../../gen/schema-hash.js';
