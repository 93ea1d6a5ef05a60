package org.vestibule.ehr.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.SummarySentence;

/** Summaries are the document's own sentences; PDFs are read within limits or not at all. */
class SummaryTest {
  private static final List<String> FIRST =
      List.of(
          "Discharge letter of the heart ward",
          "The patient was admitted with chest pain and shortness of breath.",
          "The heart catheter showed a narrow left coronary artery, and a stent was placed.",
          "Breakfast was eaten.");
  private static final List<String> SECOND =
      List.of(
          "After the stent was placed in the coronary artery the chest pain did not come back.",
          "The patient should take aspirin every day because of the stent in the artery.",
          "The weather was fine on the day of discharge from the ward.");

  @Test
  void everySentenceStandsWhereItIsSaidToStand() {
    String text = String.join("\n\n", FIRST) + "\f" + String.join("\n", SECOND);
    DocumentText document = read(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    List<SummarySentence> summary = Summary.of(document, 3);
    assertEquals(3, summary.size());
    summary.forEach(s -> assertStandsThere(s, document));
    // The stent is what the letter is about.
    assertTrue(summary.stream().filter(s -> s.text().contains("stent")).count() >= 2);
  }

  private static void assertStandsThere(SummarySentence sentence, DocumentText document) {
    String page = document.pages().get(sentence.page() - 1);
    String there = page.substring(sentence.offset()).replaceAll("\\s+", " ");
    assertTrue(there.startsWith(sentence.text()), sentence.text());
  }

  @Test
  void whatSaysTheSameIsSaidOnce() {
    String same = "The stent was placed in the left coronary artery today. ";
    String text = same.repeat(5) + "Nothing else of note was found by the ward doctor.";
    List<SummarySentence> summary =
        Summary.of(read(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8)), 3);
    assertEquals(1, summary.stream().filter(s -> s.text().contains("stent")).count());
  }

  @Test
  void noSentencesNoSummary() {
    assertEquals(List.of(), Summary.of(new DocumentText(List.of("Hb 12.1", "", "ok")), 3));
    assertEquals(Optional.empty(), DocumentText.of(MediaType.TEXT, "  \n".getBytes()));
    assertEquals(Optional.empty(), DocumentText.of("image/png", new byte[100]));
  }

  @Test
  void aLongTextIsSummarisedToo() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("Finding number ").append(i).append(" was written down here without need. ");
    }
    DocumentText document = read(MediaType.TEXT, text.toString().getBytes(StandardCharsets.UTF_8));
    Summary.of(document, 3).forEach(s -> assertStandsThere(s, document));
  }

  @Test
  void aPdfIsReadPageByPage() throws IOException {
    DocumentText text = read(MediaType.PDF, pdf(false));
    assertEquals(2, text.pages().size());
    List<SummarySentence> summary = Summary.of(text, 3);
    assertEquals(3, summary.size());
    summary.forEach(s -> assertStandsThere(s, text));
    assertTrue(summary.stream().anyMatch(s -> s.page() == 2));
  }

  @Test
  void aLockedOrBrokenPdfHasNone() throws IOException {
    assertEquals(Optional.empty(), DocumentText.of(MediaType.PDF, pdf(true)));
    byte[] whole = pdf(false);
    assertEquals(
        Optional.empty(), DocumentText.of(MediaType.PDF, java.util.Arrays.copyOf(whole, 40)));
  }

  /** 400 MB of text operators in 400 kB: more than the reading process may have. */
  @Test
  void aPdfThatUnpacksToMoreThanTheMemoryHarmsNobody() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] operators = "(x) Tj ".repeat(150_000).getBytes(StandardCharsets.US_ASCII);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int i = 0; i < 400; i++) {
        deflater.write(operators);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
                + "4 0 obj<</Filter/FlateDecode/Length "
                + packed.size()
                + ">>stream\n")
            .getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(packed.toByteArray());
    file.writeBytes(
        "\nendstream endobj\ntrailer<</Root 1 0 R>>\n".getBytes(StandardCharsets.US_ASCII));
    long before = Runtime.getRuntime().totalMemory();
    assertEquals(Optional.empty(), DocumentText.of(MediaType.PDF, file.toByteArray()));
    assertTrue(Runtime.getRuntime().totalMemory() <= before + (64 << 20));
  }

  private static DocumentText read(String type, byte[] content) {
    return DocumentText.of(type, content).orElseThrow();
  }

  private static byte[] pdf(boolean locked) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (List<String> lines : List.of(FIRST, SECOND)) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
          content.beginText();
          content.newLineAtOffset(50, 700);
          for (String line : lines) {
            content.showText(line);
            content.newLineAtOffset(0, -30);
          }
          content.endText();
        }
      }
      if (locked) {
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}
