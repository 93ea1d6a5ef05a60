package org.vestibule.app.desk;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.DeskView.DoctorDay;
import org.vestibule.app.flow.DeskView.Expected;
import org.vestibule.app.flow.DeskView.KioskStatus;
import org.vestibule.app.flow.DeskView.Slot;
import org.vestibule.app.flow.DeskView.Staff;
import org.vestibule.app.flow.DeskView.Status;
import org.vestibule.app.flow.DeskView.Stranger;
import org.vestibule.app.flow.DeskView.TrackBox;
import org.vestibule.app.flow.Photo;

/** An invented morning in an invented clinic, in the flow's own types; the faces are drawn. */
final class SampleDay {
  static final Clock AT_10_04 = Clock.fixed(Instant.parse("2026-11-24T10:04:00Z"), ZoneOffset.UTC);
  static final String KAMALA = "V-004127";

  private SampleDay() {}

  /** The morning as the look's first picture has it. */
  static DeskView morning() {
    return with(arrivals(), Optional.of(stranger()), true);
  }

  static DeskView with(List<Arrival> arrivals, Optional<Stranger> stranger, boolean live) {
    return new DeskView(
        false,
        Optional.empty(),
        Optional.of(menon()),
        List.of(menon()),
        live ? boxes() : List.of(),
        arrivals,
        List.of(
            new Expected(LocalTime.of(11, 0), "V-000311", "Anna Novak", "check-up", "Dr Nair"),
            new Expected(
                LocalTime.of(11, 20), "V-000312", "Omar Haddad", "wound check", "Dr Nair")),
        stranger,
        List.of(
            new KioskStatus("Kiosk 1, entrance", "A30 is answering", KioskStatus.State.BUSY),
            new KioskStatus(
                "Kiosk 2, lift hall", "Camera off, birth date works", KioskStatus.State.WANTED)),
        List.of(nair(), iyer()),
        4,
        14,
        "Grace Kim 10:01, Ivan Petrov 9:58",
        new Status(
            live ? "Camera live" : "Camera off",
            live,
            "Kiosk 1 ready",
            "Ledger checked 10:00",
            ""));
  }

  /** Before anybody came. */
  static DeskView empty() {
    return new DeskView(
        false,
        Optional.empty(),
        Optional.of(menon()),
        List.of(menon()),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(new KioskStatus("Kiosk 1, entrance", "Ready", KioskStatus.State.READY)),
        List.of(),
        0,
        0,
        "",
        new Status("Camera live", true, "Kiosk 1 ready", "Ledger not checked yet", ""));
  }

  static DeskView locked() {
    return locked(false);
  }

  /** The keys were wiped too. */
  static DeskView wiped() {
    return locked(true);
  }

  private static DeskView locked(boolean wiped) {
    return new DeskView(
        true,
        Optional.of(
            new DeskView.Lock(
                Instant.parse("2026-11-24T10:14:00Z"), Optional.of(Duration.ofMinutes(5)), wiped)),
        Optional.empty(),
        List.of(
            menon(),
            new Staff("nair", "Dr Nair", "Doctor"),
            new Staff("iyer", "Dr Iyer", "Doctor")),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        6,
        14,
        "",
        new Status("Camera live", true, "Kiosk 1 ready", "Ledger checked 10:00", ""));
  }

  static Staff menon() {
    return new Staff("menon", "R. Menon", "front desk");
  }

  static List<Arrival> arrivals() {
    return List.of(
        kamala(),
        row(
            "a31",
            "A31",
            "Mei-Ling Chen",
            "9:45",
            "results",
            "Dr Nair",
            Arrival.State.LATE,
            "Waiting, came late",
            "19 min"),
        row(
            "a28",
            "A28",
            "Yusuf Al-Amin",
            "10:15",
            "blood pressure",
            "Dr Iyer",
            Arrival.State.WAITING,
            "Waiting",
            "11 min"),
        row(
            "a29",
            "A29",
            "Lucía Fernández",
            "10:30",
            "new patient",
            "Dr Nair",
            Arrival.State.WAITING,
            "Waiting",
            "8 min"),
        row(
            "a32",
            "A32",
            "Rohan Patil",
            "10:45",
            "with QR card",
            "Dr Iyer",
            Arrival.State.WAITING,
            "Waiting",
            "3 min"),
        row(
            "a30",
            "A30",
            "Daniel Okafor",
            "",
            "walk-in",
            "any",
            Arrival.State.AT_KIOSK,
            "At kiosk 1",
            "1 min"),
        row(
            "a24",
            "A24",
            "Priya Shetty",
            "9:30",
            "vaccination",
            "Dr Nair",
            Arrival.State.WITH_DOCTOR,
            "With Dr Nair",
            "–"),
        row(
            "a22",
            "A22",
            "Thomas Reed",
            "9:30",
            "back pain",
            "Dr Iyer",
            Arrival.State.WITH_DOCTOR,
            "With Dr Iyer",
            "–"));
  }

  static Arrival kamala() {
    return new Arrival(
        "a27",
        "A27",
        KAMALA,
        "Kamala Hegde",
        Optional.of(LocalTime.of(10, 10)),
        "check-up",
        "Dr Nair",
        Arrival.State.CONFIRM,
        "Confirm who it is",
        Instant.parse("2026-11-24T10:02:00Z"),
        "2 min",
        List.of(
            new Check(Check.Mark.OK, "Gave 14 March 1948, as in the record"),
            new Check(Check.Mark.OK, "Face looks like the record photo"),
            new Check(Check.Mark.OPEN, "Check: does the photo show this person?")),
        Optional.of(photo(new Color(0x7E959A), "Kiosk, 10:02")),
        Optional.of(photo(new Color(0x7E959A), "Record, 2025")),
        Optional.of("Eigenfaces say the same; too few people for it to mean anything."),
        Optional.of(1),
        List.of());
  }

  static Arrival row(
      String id,
      String ticket,
      String name,
      String time,
      String reason,
      String doctor,
      Arrival.State state,
      String where,
      String waited) {
    Instant here = Instant.parse("2026-11-24T10:04:00Z");
    long minutes = waited.endsWith("min") ? Long.parseLong(waited.split(" ", -1)[0]) : 40;
    return new Arrival(
        id,
        ticket,
        "V-" + id,
        name,
        time.isEmpty()
            ? Optional.empty()
            : Optional.of(LocalTime.parse(time.length() == 4 ? "0" + time : time)),
        reason,
        doctor,
        state,
        where,
        here.minusSeconds(60 * minutes),
        waited,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Two sisters whom a face does not tell apart. */
  static Arrival alike() {
    return new Arrival(
        "row-alike",
        "",
        "",
        "One of these two",
        Optional.empty(),
        "",
        "any",
        Arrival.State.ONE_OF,
        "Alike, tell apart",
        Instant.parse("2026-11-24T10:04:00Z"),
        "0 min",
        List.of(
            new Check(Check.Mark.OPEN, "Their faces are alike: ask for the name and birth date")),
        Optional.of(photo(new Color(0x7E959A), "Door, 10:04")),
        Optional.empty(),
        Optional.empty(),
        Optional.of(1),
        List.of(
            new Arrival.Choice(
                KAMALA,
                "Kamala Hegde",
                "born 14 March 1948",
                Optional.of(photo(new Color(0x7E959A), "Record, 2025"))),
            new Arrival.Choice(
                "V-004128",
                "Vimala Hegde",
                "born 14 March 1948",
                Optional.of(photo(new Color(0x8E959A), "Record, 2024")))));
  }

  static Stranger stranger() {
    return new Stranger(
        "s3",
        3,
        Optional.of(photo(new Color(0xA08A78), "Door, 10:02")),
        Instant.parse("2026-11-24T10:02:00Z"),
        "No matching record. Here since 10:02. No date of birth yet.",
        Optional.of("Eigenfaces: nobody; too few people to mean anything."));
  }

  static List<Found> kamalas() {
    return List.of(
        new Found(KAMALA, "Kamala Hegde", LocalDate.of(1948, 3, 14), "name"),
        new Found("V-002280", "Kamlesh Hegde", LocalDate.of(1985, 6, 1), "name"),
        new Found("V-000914", "Kamala Heggade", LocalDate.of(1946, 2, 20), "name"));
  }

  private static List<TrackBox> boxes() {
    return List.of(
        new TrackBox(1, 0.185, 0.28, 0.18, 0.53, "A27, confirm", TrackBox.Style.SUGGESTED),
        new TrackBox(2, 0.515, 0.465, 0.14, 0.37, "At kiosk 1", TrackBox.Style.BUSY),
        new TrackBox(3, 0.74, 0.43, 0.145, 0.39, "Not known", TrackBox.Style.UNKNOWN));
  }

  private static DoctorDay nair() {
    return new DoctorDay(
        "Dr Nair",
        "19 min late",
        List.of(
            slot("09:00", "09:30", "Grace Kim", "seen", Slot.State.SEEN),
            slot("09:30", "10:10", "Priya Shetty", "in room 4", Slot.State.NOW),
            slot("10:10", "10:30", "Kamala Hegde", "here", Slot.State.HERE),
            slot("10:30", "11:00", "Lucía Fernández", "here, new patient", Slot.State.HERE),
            slot("11:00", "11:20", "Anna Novak", "check-up", Slot.State.EXPECTED),
            slot("11:20", "11:50", "Omar Haddad", "wound check", Slot.State.EXPECTED),
            slot("11:50", "13:00", "Free", "", Slot.State.FREE)));
  }

  private static DoctorDay iyer() {
    return new DoctorDay(
        "Dr Iyer",
        "on time",
        List.of(
            slot("09:00", "09:20", "Ivan Petrov", "seen", Slot.State.SEEN),
            slot("09:30", "10:15", "Thomas Reed", "in room 2", Slot.State.NOW),
            slot("10:15", "10:45", "Yusuf Al-Amin", "here", Slot.State.HERE),
            slot("10:45", "11:15", "Rohan Patil", "here", Slot.State.HERE),
            slot("11:15", "11:30", "Free", "", Slot.State.FREE),
            slot("11:30", "12:30", "Team meeting", "until 12:30", Slot.State.OTHER),
            slot("12:30", "13:00", "Sara Iyengar", "first visit", Slot.State.EXPECTED)));
  }

  private static Slot slot(String from, String to, String title, String detail, Slot.State state) {
    return new Slot(LocalTime.parse(from), LocalTime.parse(to), title, detail, state);
  }

  /** A drawn face, as a PNG. */
  static Photo photo(Color skin, String caption) {
    BufferedImage image = new BufferedImage(188, 222, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(0xC9D4D2));
    g.fillRect(0, 0, 188, 222);
    figure(g, 94, 40, 1.0, skin);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Photo(bytes.toByteArray(), caption);
  }

  /** Three drawn people at a door: 640 x 480 pixels, four bytes each, blue first. */
  static byte[] door() {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_4BYTE_ABGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(0xB9C6C6));
    g.fillRect(0, 0, 640, 480);
    figure(g, 175, 140, 1.1, new Color(0x7E959A));
    figure(g, 375, 225, 0.8, new Color(0x86A0AC));
    figure(g, 520, 205, 0.85, new Color(0xA08A78));
    g.dispose();
    byte[] abgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] bgra = new byte[abgr.length];
    for (int i = 0; i < abgr.length; i += 4) {
      bgra[i] = abgr[i + 1];
      bgra[i + 1] = abgr[i + 2];
      bgra[i + 2] = abgr[i + 3];
      bgra[i + 3] = (byte) 255;
    }
    return bgra;
  }

  private static void figure(Graphics2D g, int x, int top, double size, Color skin) {
    g.setColor(skin.darker());
    g.fillOval(
        (int) (x - 80 * size), top + (int) (130 * size), (int) (160 * size), (int) (220 * size));
    g.setColor(skin);
    g.fillOval((int) (x - 42 * size), top, (int) (84 * size), (int) (126 * size));
    g.setColor(skin.darker().darker());
    g.fillArc((int) (x - 44 * size), top - 8, (int) (88 * size), (int) (90 * size), 0, 180);
  }
}
