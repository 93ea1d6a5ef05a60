package org.vestibule.app.flow;

import com.google.zxing.common.BitMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;

/**
 * A signed head of the ledger, to be kept outside this machine.
 *
 * @param text one line under 1,024 characters
 * @param events how many it vouches for
 */
public record LedgerHeadOut(String text, long events, Instant time) {
  private static final int PIXELS = 6;
  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xffffff;

  /** Writes the text to a file that is not there yet. */
  public void toText(Path file) throws FlowException {
    try (OutFile out = OutFile.create(file)) {
      out.out().write((text + "\n").getBytes(StandardCharsets.US_ASCII));
      out.keep();
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  /** Writes a QR code (ISO/IEC 18004, level M) as PNG to a file that is not there yet. */
  public void toQr(Path file) throws FlowException {
    BitMatrix code = QrCode.of(text);
    int side = code.getWidth() * PIXELS;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, code.get(x / PIXELS, y / PIXELS) ? BLACK : WHITE);
      }
    }
    try (OutFile out = OutFile.create(file)) {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", out.out());
      out.keep();
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  /** The QR code for a terminal: two modules a character, dark on light. */
  public String qrInWords() {
    return QrCode.inWords(text);
  }
}
