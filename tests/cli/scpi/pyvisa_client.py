"""Reads a bias and a current through PyVISA, as a laboratory's script does; prints what came."""
import sys

import pyvisa

with pyvisa.ResourceManager("@py").open_resource(f"TCPIP::127.0.0.1::{sys.argv[1]}::SOCKET", read_termination="\n", write_termination="\n", timeout=10_000) as meter:
    print(meter.query("*IDN?").split(",")[0])
    meter.write("*RST;*CLS;:SOUR:FUNC VOLT;:SOUR:VOLT 3.4;:OUTP ON")
    print(meter.query("*OPC?"))
    print(meter.query_ascii_values("MEAS:VOLT?")[0])
    meter.write("SOUR:VOLT 9")
    print(meter.query("SYST:ERR?"))
    meter.write("OUTP OFF")
    print(meter.query("OUTP?"))
