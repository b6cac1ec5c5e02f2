"""Opens exports with other people's programs and tells what they see: open.py PROGRAM FILE."""
import json
import sys


def plain(values):
    """Numbers for JSON, with null for NaN."""
    return [None if value != value else float(value) for value in values]


def hyperspy(path):
    import hyperspy.api as hs
    from hyperspy import Release
    signals = hs.load(path)
    return {
        "version": Release.version,
        "signals": [
            {
                "title": signal.metadata.General.title,
                "quantity": signal.metadata.Signal.quantity,
                "date": signal.metadata.General.date,
                "axis": [signal.axes_manager[0].name, signal.axes_manager[0].units, signal.axes_manager[0].scale],
                "title_of_run": signal.original_metadata.Impulse_header.Experiment_title,
                "values": plain(signal.data),
            }
            for signal in signals
        ],
    }


def h5py(path):
    import h5py as library
    with library.File(path, "r") as file:
        entry = file[file.attrs["default"]]
        data = entry[entry.attrs["default"]]
        (axis,) = data.attrs["axes"]
        return {
            "version": library.__version__,
            "classes": [file.attrs["NX_class"], entry.attrs["NX_class"], data.attrs["NX_class"]],
            "title": entry["title"][()].decode(),
            "kind": entry["experiment_description"][()].decode(),
            "signal": [data.attrs["signal"], data[data.attrs["signal"]].attrs["units"]],
            "others": list(data.attrs["auxiliary_signals"]),
            "axis": [axis, data[axis].attrs["units"], int(data.attrs[axis + "_indices"])],
            "time": plain(data[axis]),
            "bias": plain(data["bias"]),
            "current": plain(data["current"]),
            "current_units": data["current"].attrs["units"],
            "charge": plain(entry["charge/raw_charge"]),
            "charge_units": entry["charge/raw_charge"].attrs["units"],
            "interlock_mean": plain(entry["interlock/current_mean"]),
            "event_kinds": [kind.decode() for kind in entry["events/kind"][()]],
            "notes": {name: note["data"][()].decode() for name, note in entry["notes"].items()},
        }


def pandas(path):
    import pandas as library
    frame = library.read_csv(path)
    return {"version": library.__version__, "columns": list(frame.columns), "values": {name: plain(frame[name]) for name in frame.columns}}


print(json.dumps({"hyperspy": hyperspy, "h5py": h5py, "pandas": pandas}[sys.argv[1]](sys.argv[2])))
