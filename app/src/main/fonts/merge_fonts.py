"""Merges the Noto Sans cuts of one weight into one TTF (needs fonttools, tried with 4.x).

usage: merge_fonts.py WEIGHT OUT.ttf NotoSans-W.ttf NotoSansDevanagari-W.ttf NotoSansKannada-W.ttf NotoSansArabic-W.ttf

The inputs are those of Debian's fonts-noto-core and fonts-noto-extra 20201225-1. A character keeps
the glyph of the first font that has it. Hints go (JavaFX does not use them), shaping rules stay, and
the line metrics are those of Noto Sans, so that lines of every language sit alike.
"""

import os
import sys
import tempfile

from fontTools import merge, subset

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}


def options():
    o = subset.Options()
    o.hinting = False
    o.layout_features = ["*"]
    o.glyph_names = False
    o.name_IDs = ["*"]
    o.notdef_outline = True
    return o


def main(weight, out, files):
    seen, parts, metrics = set(), [], None
    with tempfile.TemporaryDirectory() as folder:
        for i, path in enumerate(files):
            font = subset.load_font(path, options())
            if metrics is None:
                h, o = font["hhea"], font["OS/2"]
                metrics = (h.ascent, h.descent, h.lineGap, o.sTypoAscender, o.sTypoDescender,
                           o.sTypoLineGap, o.usWinAscent, o.usWinDescent)
            wanted = set(font.getBestCmap()) - seen
            seen |= wanted
            subsetter = subset.Subsetter(options())
            subsetter.populate(unicodes=wanted)
            subsetter.subset(font)
            part = os.path.join(folder, f"{i}.ttf")
            font.save(part)
            parts.append(part)
        merged = merge.Merger().merge(parts)
    # Marks of the writing direction are words of the text but have no shape.
    for table in merged["cmap"].tables:
        if table.isUnicode():
            for mark in (0x2066, 0x2067, 0x2068, 0x2069):
                table.cmap.setdefault(mark, table.cmap[0x200B])
    h, o = merged["hhea"], merged["OS/2"]
    (h.ascent, h.descent, h.lineGap, o.sTypoAscender, o.sTypoDescender, o.sTypoLineGap,
     o.usWinAscent, o.usWinDescent) = metrics
    o.usWeightClass = WEIGHTS[weight]
    family = "Vestibule Sans" + ("" if weight == "Regular" else " " + weight)
    names = merged["name"]
    copyright_line = str(names.getDebugName(0))
    names.names = []
    for name_id, value in {
        0: copyright_line,
        1: family,
        2: "Regular",
        3: "1.0;" + family,
        4: family,
        5: "Version 1.0; merged from Noto Sans 2020-12",
        6: family.replace(" ", "") + "-Regular",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }.items():
        names.setName(value, name_id, 3, 1, 0x409)
    merged.save(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
