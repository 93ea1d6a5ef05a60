package org.vestibule.ehr.document;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * A process of its own that reads a PDF from its standard input and writes the text of each page,
 * behind its length in bytes (4, big-endian), to its standard output. It keeps everything in memory
 * and writes no file.
 */
final class PdfChild {
  private static final String ANY_FONT =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private PdfChild() {}

  public static void main(String[] args) throws IOException {
    try (OutputStream answer = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
      FontMappers.set(new OneFont());
      read(System.in.readAllBytes(), new DataOutputStream(answer));
    }
  }

  static void read(byte[] pdf, DataOutputStream to) throws IOException {
    try (PDDocument document =
        Loader.loadPDF(pdf, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setLineSeparator("\n");
      int pages = Math.min(document.getNumberOfPages(), DocumentText.MOST_PAGES);
      int characters = 0;
      for (int page = 1; page <= pages && characters < DocumentText.MOST_CHARACTERS; page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String text = stripper.getText(document);
        text = text.substring(0, Math.min(text.length(), DocumentText.MOST_CHARACTERS));
        characters += text.length();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
        to.flush();
      }
    }
  }

  /**
   * Stands in for every font that is not in the PDF. PDFBox's own mapper would look through all
   * fonts of the machine and keep a file about them; for text only the codes count.
   */
  private static final class OneFont implements FontMapper {
    private final TrueTypeFont font;

    OneFont() throws IOException {
      try (InputStream in = PDDocument.class.getResourceAsStream(ANY_FONT)) {
        font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      }
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
      return new FontMapping<>(font, true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
      return new FontMapping<>(font, true);
    }

    @Override
    public CIDFontMapping getCIDFont(
        String name, PDFontDescriptor descriptor, PDCIDSystemInfo collection) {
      return new CIDFontMapping(null, font, true);
    }
  }
}
