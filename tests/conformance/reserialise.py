"""Reads lines `Message hex`, answers with the message as Google's protobuf writes it, or `!` where it refuses the bytes."""
import pathlib
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

gen = pathlib.Path(__file__).resolve().parents[2] / "proto/gen/nanobias.binpb"
pool = descriptor_pool.DescriptorPool()
for file in descriptor_pb2.FileDescriptorSet.FromString(gen.read_bytes()).file:
    pool.Add(file)
get = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype
types = {name: get(pool.FindMessageTypeByName("nanobias.v1." + name)) for name in ("Request", "Reply", "LinkMessage", "Event", "SampleBlock")}

for line in sys.stdin:
    name, digits = line.rstrip("\n").split(" ")
    try:
        message = types[name].FromString(bytes.fromhex(digits))
        message.DiscardUnknownFields()
        print(message.SerializeToString(deterministic=True).hex())
    except (DecodeError, UnicodeDecodeError):
        print("!")
