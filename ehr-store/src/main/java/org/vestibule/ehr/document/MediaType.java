package org.vestibule.ehr.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what a file is from its first bytes; its name is not believed. */
public final class MediaType {
  /** How many first bytes are looked at, at most. */
  public static final int LOOKED_AT = 4_096;

  public static final String PDF = "application/pdf";
  public static final String TEXT = "text/plain";
  public static final String UNKNOWN = "application/octet-stream";

  private static final int DICOM_PREAMBLE = 128;
  private static final Map<String, String> BEGINNINGS = beginnings();

  private MediaType() {}

  private static Map<String, String> beginnings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("255044462d", PDF);
    all.put("89504e470d0a1a0a", "image/png");
    all.put("ffd8ff", "image/jpeg");
    all.put("474946383961", "image/gif");
    all.put("474946383761", "image/gif");
    all.put("49492a00", "image/tiff");
    all.put("4d4d002a", "image/tiff");
    all.put("504b0304", "application/zip");
    all.put("1f8b08", "application/gzip");
    all.put("7b5c727466", "application/rtf");
    return all;
  }

  /**
   * The media type of a file.
   *
   * @param beginning its first bytes, at most {@value #LOOKED_AT} of them
   */
  public static String of(byte[] beginning) {
    String hex = HexFormat.of().formatHex(Arrays.copyOf(beginning, Math.min(16, beginning.length)));
    for (Map.Entry<String, String> known : BEGINNINGS.entrySet()) {
      if (hex.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    if (beginning.length >= DICOM_PREAMBLE + 4
        && Arrays.equals(
            Arrays.copyOfRange(beginning, DICOM_PREAMBLE, DICOM_PREAMBLE + 4),
            "DICM".getBytes(StandardCharsets.US_ASCII))) {
      return "application/dicom";
    }
    return isText(beginning) ? TEXT : UNKNOWN;
  }

  /** UTF-8 without control characters; a character cut at the end does not count. */
  private static boolean isText(byte[] beginning) {
    if (beginning.length == 0) {
      return false;
    }
    for (byte b : beginning) {
      boolean control = b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f';
      if (control || b == 0x7f) {
        return false;
      }
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(beginning), CharBuffer.allocate(LOOKED_AT), false);
    return !result.isError();
  }
}
