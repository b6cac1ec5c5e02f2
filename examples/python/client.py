#!/usr/bin/env python3
"""Drives a nanobias controller from Python: hello, limits, arm, enable, a step of 10 mV, off.

Needs python3-protobuf, and python3-serial for a path. Usage: client.py tcp:HOST:PORT | PATH
Messages come from the descriptor set in proto/gen, frames from docs/protocol.md.
"""
import json
import pathlib
import socket
import struct
import sys
import time

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

CONTROL, SAMPLES, EVENT, LINK = 1, 2, 3, 4
STOP = bytes.fromhex("0003b10501010101010101010105e70c4b3900") * 3
ROOT = pathlib.Path(__file__).resolve().parents[2]


def messages():
    files = descriptor_pb2.FileDescriptorSet.FromString((ROOT / "proto/gen/nanobias.binpb").read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    get = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype
    return lambda name: get(pool.FindMessageTypeByName("nanobias.v1." + name))


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def stuff(data):
    out, run = bytearray(), bytearray()
    for byte in data:
        if byte:
            run.append(byte)
        if not byte or len(run) == 254:
            out += bytes([len(run) + 1]) + run
            run.clear()
    return bytes(out + bytes([len(run) + 1]) + run + b"\0")


def unstuff(block):
    out, index = bytearray(), 0
    while index < len(block):
        code = block[index]
        out += block[index + 1:index + code]
        index += code
        if code < 255 and index < len(block):
            out.append(0)
    return bytes(out)


class Controller:
    def __init__(self, target):
        self.pending, self.blocks, self.session, self.seqs, self.last_id, self.events = b"", [], 0, {}, 0, []
        if target.startswith("tcp:"):
            host, port = target[4:].rsplit(":", 1)
            link = socket.create_connection((host, int(port)))
            link.settimeout(0.2)
            self.write, self.read = link.sendall, lambda: self.receive(link)
        else:
            import serial
            link = serial.Serial(target, 115200, timeout=0.05)
            self.write, self.read = link.write, lambda: link.read(max(1, link.in_waiting))

    @staticmethod
    def receive(link):
        try:
            return link.recv(65536)
        except socket.timeout:
            return b""

    def send(self, kind, message):
        payload = message.SerializeToString()
        seq = self.seqs[kind] = self.seqs.get(kind, -1) + 1
        plain = struct.pack("<BBHII", 0xB1, kind, len(payload), self.session, seq) + payload
        self.write(stuff(plain + struct.pack("<I", crc32c(plain))))

    def frames(self, timeout_s=5):
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            if not self.blocks:
                *self.blocks, self.pending = (self.pending + self.read()).split(b"\0")
            while self.blocks:
                plain = unstuff(self.blocks.pop(0))
                if len(plain) < 16 or plain[0] != 0xB1 or crc32c(plain[:-4]) != struct.unpack("<I", plain[-4:])[0]:
                    continue
                yield plain[1], plain[12:-4]
        raise TimeoutError("the controller did not answer")

    def hello(self):
        self.send(LINK, type_of("LinkMessage")(hello={"version_min": 1, "version_max": 1, "nonce": 7, "client": "python"}))
        for kind, payload in self.frames():
            if kind == LINK:
                ack = type_of("LinkMessage").FromString(payload).hello_ack
                self.session, self.seqs = ack.session, {}
                return ack

    def ask(self, **body):
        self.last_id += 1
        self.send(CONTROL, type_of("Request")(request_id=self.last_id, **body))
        for kind, payload in self.frames():
            if kind == EVENT:
                self.events.append(type_of("Event").FromString(payload).event_seq)
            if kind == CONTROL:
                reply = type_of("Reply").FromString(payload)
                if reply.request_id == self.last_id:
                    if reply.status.code != 1:
                        raise RuntimeError(f"refused: {reply.status}")
                    return reply


def run(controller):
    ack = controller.hello()
    limits = {"bias_uV_max": 4_000_000, "slew_nV_per_s_max": 100_000_000, "lipon_thickness_nm": 500, "lnmo_thickness_nm": 500,
              "area_nm2": 10_000_000, "lnmo_on": 1}
    lease = controller.ask(acquire_lease={"lease_us": 5_000_000}).lease_grant.lease_epoch
    digest = controller.ask(stage_limits={"limits": limits}).limits_echo.digest
    controller.ask(commit_limits={"digest": digest})
    token = controller.ask(arm={"limits_digest": digest, "lease_epoch": lease}).arm_grant.token
    state = controller.ask(get_state={}).snapshot
    fence = {"expected_epoch": state.output_epoch, "not_after_device_us": state.device_time_us + 5_000_000, "lease_epoch": lease}
    on = controller.ask(enable={"token": token, "limits_digest": digest, **fence}).enable_result
    target = on.bias_setpoint_uV + 10_000
    ramp = controller.ask(set_bias={"target_uV": target, "slew_nV_per_s": 50_000_000, **fence}).set_bias_result
    reached = controller.ask(get_state={}).snapshot
    while reached.device_time_us <= ramp.arrival_device_us:  # by the controller's clock: a served model may lag behind ours
        time.sleep((ramp.arrival_device_us - reached.device_time_us) / 1e6 + 0.01)
        reached = controller.ask(get_state={}).snapshot
    off = controller.ask(disable={}).off_result
    return {"version": ack.version, "simulation": ack.is_simulation, "closed": on.is_switch_closed, "asked_uV": target,
            "reached_uV": reached.bias_setpoint_uV, "off": not off.is_switch_closed, "off_fA": off.current_fA, "events": len(controller.events)}


if __name__ == "__main__":
    type_of = messages()
    port = Controller(sys.argv[1])
    try:
        print(json.dumps(run(port)))
    finally:
        port.write(STOP)
