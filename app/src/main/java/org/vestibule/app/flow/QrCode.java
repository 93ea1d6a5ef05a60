package org.vestibule.app.flow;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** QR codes (ISO/IEC 18004, level M). */
final class QrCode {
  private QrCode() {}

  /** The modules of a text's code. */
  static BitMatrix of(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
    } catch (WriterException e) {
      throw new IllegalStateException("a short text fits into a QR code", e);
    }
  }

  /** The QR code row by row: {@code #} is dark. */
  static List<String> modules(String text) {
    BitMatrix code = of(text);
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < code.getHeight(); y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < code.getWidth(); x++) {
        row.append(code.get(x, y) ? '#' : ' ');
      }
      rows.add(row.toString());
    }
    return List.copyOf(rows);
  }

  /** The QR code for a terminal: two modules a character, dark on light. */
  static String inWords(String text) {
    BitMatrix code = of(text);
    StringBuilder words = new StringBuilder();
    for (int y = 0; y < code.getHeight(); y += 2) {
      for (int x = 0; x < code.getWidth(); x++) {
        boolean top = code.get(x, y);
        boolean bottom = y + 1 < code.getHeight() && code.get(x, y + 1);
        words.append(top ? bottom ? ' ' : '\u2584' : bottom ? '\u2580' : '\u2588');
      }
      words.append('\n');
    }
    return words.toString();
  }
}
