"""Files as people send them, good and hostile."""

import io
import struct
import zlib

from PIL import Image, ImageCms

from ldn_site.media.decoding import decode

EXIF_CAMERA = 0x0110
EXIF_GPS = 0x8825
ORIENTATION = 0x0112


def photo(size=(64, 48), *, mode="RGB", color="teal", kind="JPEG", **how):
    """The bytes of a picture of one color."""
    file = io.BytesIO()
    Image.new(mode, size, color).save(file, kind, **how)
    return file.getvalue()


def halves(size=(64, 48), *, left="red", right="blue"):
    """A picture whose left and right half can be told apart."""
    image = Image.new("RGB", size, right)
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), left), (0, 0))
    return image


def with_exif(image, **how):
    """A JPEG that says where it was taken, by what camera, and how it was held."""
    exif = Image.Exif()
    exif[EXIF_CAMERA] = "Camera of somebody"
    exif[ORIENTATION] = how.pop("orientation", 1)
    exif[EXIF_GPS] = {1: "N", 2: (29.0, 45.0, 36.0), 3: "W", 4: (95.0, 22.0, 12.0)}
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=b"Taken at home", quality=95, **how)
    return file.getvalue()


def animation(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


def png_header(width, height):
    """A PNG that promises a size and holds next to nothing."""

    def chunk(kind, data):
        sum_of = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_of

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def decoded(data, name="photo.jpg"):
    return decode(io.BytesIO(data), name, len(data))


def opened(master):
    image = Image.open(io.BytesIO(master.data))
    image.load()
    return image
