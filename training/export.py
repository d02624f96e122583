"""Write a trained tagger as ONNX with eight-bit weights: python training/export.py MODEL.pt tagger.onnx."""

import argparse
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from network import Tagger


def main() -> None:
    """Export and quantise; prints the size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("model", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--full", action="store_true", help="all eight bits: needs VNNI to be exact")
    given = options.parse_args()
    model = Tagger(dropout=0.0)
    model.load_state_dict(torch.load(given.model))
    model.eval()
    ids = torch.randint(1_000, 20_000, (1, 40))
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            model,
            (ids,),
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=["ids"],
            output_names=["labels", "cues", "sources"],
            dynamic_axes={"ids": {1: "pieces"}},
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        # seven bits by default: processors without VNNI overflow on eight, and results should not depend on them
        quantize_dynamic(
            ready, given.out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=not given.full
        )
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
