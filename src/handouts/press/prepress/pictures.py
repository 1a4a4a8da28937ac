"""Pictures: the pixels of the screen become those of four inks, at the same size, with the same mask."""

from __future__ import annotations

import io
import struct
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from handouts.press.prepress.inks import Target
from handouts.press.prepress.spaces import kind_of, refused
from handouts.problems import msg

_KEPT = ("/Width", "/Height", "/Interpolate", "/SMask", "/Mask")
_QUALITY = 90


def picture(pdf: Any, source: Any, spaces: Any, target: Target) -> Any:
    """An image XObject in the colours of the target. What was a JPEG stays one; a stencil has no colours."""
    if source.get("/ImageMask", False):
        return source
    if not isinstance(source.get("/Mask", source), pikepdf.Stream):
        raise refused(msg("a picture in which a colour means transparent"))
    if not _is_indexed(source) and kind_of(source.ColorSpace, spaces) == "cmyk" and target.space == "/DeviceCMYK":
        return source
    image = target.picture(_pixels(source, spaces))
    made = _stored(pdf, image, lossy=_is_jpeg(source))
    for key in _KEPT:
        if key in source:
            made[key] = source[key]
    return made


def inline(pdf: Any, source: Any, spaces: Any, target: Target) -> Any:
    """The image XObject that takes the place of an inline image."""
    image = pdf.make_stream(source.read_raw_bytes(), dict(source.obj.items()))
    return picture(pdf, image, spaces, target)


def _is_jpeg(source: Any) -> bool:
    return str(source.get("/Filter", "")) == "/DCTDecode"


def _pixels(source: Any, spaces: Any) -> Image.Image:
    """The picture in mode RGB or L."""
    kind = kind_of(source.ColorSpace, spaces) if not _is_indexed(source) else "indexed"
    size = (int(source.Width), int(source.Height))
    if _is_jpeg(source):
        image: Image.Image = _plain(Image.open(io.BytesIO(source.read_raw_bytes())))
    elif kind in {"rgb", "grey"} and source.get("/BitsPerComponent") == 8:
        channels = 3 if kind == "rgb" else 1
        data = source.read_bytes()[: size[0] * size[1] * channels]
        image = Image.frombytes("RGB" if kind == "rgb" else "L", size, data)
    else:
        return _plain(pikepdf.PdfImage(source).as_pil_image())
    decode = [float(each) for each in source.get("/Decode", [])]
    return ImageChops.invert(image) if decode[:2] == [1, 0] else image


def _is_indexed(source: Any) -> bool:
    space = source.ColorSpace
    return isinstance(space, pikepdf.Array) and str(space[0]) == "/Indexed"


def _plain(image: Image.Image) -> Image.Image:
    return image if image.mode in {"RGB", "L"} else image.convert("L" if image.mode in {"1", "I;16"} else "RGB")


def _stored(pdf: Any, image: Image.Image, *, lossy: bool) -> Any:
    grey = image.mode == "L"
    made = pdf.make_stream(b"")
    if lossy:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        made.write(buffer.getvalue(), filter=pikepdf.Name.DCTDecode)
        if not grey:
            # A JPEG in four inks is written upside down, as Adobe began it.
            made.Decode = [1, 0] * 4
    else:
        # Four inks lie in a file as red, green, blue and alpha do, so the PNG encoder packs them well.
        plain = image if grey else Image.frombytes("RGBA", image.size, image.tobytes())
        parameters = pikepdf.Dictionary(Predictor=15, Colors=1 if grey else 4, BitsPerComponent=8, Columns=image.width)
        made.write(_packed(plain), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
    made.Type = pikepdf.Name.XObject
    made.Subtype = pikepdf.Name.Image
    made.Width, made.Height = image.size
    made.BitsPerComponent = 8
    made.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceCMYK
    return made


def _packed(image: Image.Image) -> bytes:
    """The compressed rows of a PNG file, without what is around them. Source: PNG specification, 5.3."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    data, at, rows = buffer.getvalue(), 8, []
    while at < len(data):
        (length,) = struct.unpack_from("!I", data, at)
        if data[at + 4 : at + 8] == b"IDAT":
            rows.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(rows)
