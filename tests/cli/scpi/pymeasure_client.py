"""Drives PyMeasure's own Keithley2450 over the SCPI face, as its documentation shows; prints what came."""
import sys

from pymeasure.adapters import VISAAdapter
from pymeasure.instruments.keithley import Keithley2450

adapter = VISAAdapter(f"TCPIP::127.0.0.1::{sys.argv[1]}::SOCKET", visa_library="@py", read_termination="\n", write_termination="\n", timeout=20_000)
meter = Keithley2450(adapter)
meter.reset()
meter.apply_voltage(compliance_current=5e-9)
meter.source_voltage = 3.4
meter.enable_source()
meter.measure_voltage(nplc=1)
print(meter.source_mode, meter.source_enabled, meter.voltage)
meter.measure_current(nplc=5, current=1e-9, auto_range=False)
print(abs(meter.current) < 5e-9, meter.compliance_current, meter.current_nplc)
meter.current_filter_type, meter.current_filter_count, meter.current_filter_state = "REP", 2, "ON"
print(meter.current_filter_type, meter.current_filter_count)
meter.config_buffer(points=3)
meter.start_buffer()
meter.wait_for_buffer(timeout=20)
print(len(meter.buffer_data), abs(meter.means) < 5e-9, meter.standard_devs >= 0)
meter.disable_source()
print(meter.source_enabled, meter.error[0])
