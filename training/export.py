"""Write a trained tagger or the sentence encoder as ONNX with whole numbers for weights.

python training/export.py MODEL.pt tagger.onnx
python training/export.py ENCODER/model.safetensors meaning.onnx
"""

import argparse
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from network import Encoder, Meaning, Tagger

OUTPUTS = {Tagger: ["labels", "cues", "sources"], Meaning: ["vector"]}


def main() -> None:
    """Export and quantise; prints the size."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("model", type=Path, help="a trained tagger, or the encoder's own safetensors file")
    options.add_argument("out", type=Path)
    options.add_argument("--full", action="store_true", help="all eight bits: needs VNNI to be exact")
    options.add_argument("--plain", action="store_true", help="weights in full precision, to compare with")
    given = options.parse_args()
    model = read(given.model)
    ids = torch.randint(1_000, 20_000, (1, 40))
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            model,
            (ids,),
            str(given.out if given.plain else plain),
            dynamo=False,
            opset_version=17,
            input_names=["ids"],
            output_names=OUTPUTS[type(model)],
            dynamic_axes={"ids": {1: "pieces"}},
        )
        if not given.plain:
            quant_pre_process(plain, ready, skip_symbolic_shape=True)
            # seven bits by default: processors without VNNI overflow on eight, and results should not depend on them
            quantize_dynamic(
                ready, given.out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=not given.full
            )
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


def read(path: Path) -> Encoder:
    """The tagger that a file of `train.py` holds, or the encoder of a safetensors file with its pooling."""
    model: Encoder
    if path.suffix == ".safetensors":
        model = Meaning(dropout=0.0)
        model.load_encoder(path)
    else:
        model = Tagger(dropout=0.0)
        model.load_state_dict(torch.load(path))
    model.eval()
    return model


if __name__ == "__main__":
    main()
