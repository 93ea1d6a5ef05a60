package org.vestibule.app.desk;

import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.vestibule.app.flow.Accuracy;
import org.vestibule.app.flow.Accuracy.CurvePoint;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.Chart.Allergies;
import org.vestibule.app.flow.Chart.Allergy;
import org.vestibule.app.flow.Chart.ConsentLine;
import org.vestibule.app.flow.Chart.Entry;
import org.vestibule.app.flow.Chart.Fact;
import org.vestibule.app.flow.Chart.Line;
import org.vestibule.app.flow.Chart.Looked;
import org.vestibule.app.flow.Chart.Result;
import org.vestibule.app.flow.LedgerPage;
import org.vestibule.app.flow.Registration;

/** Invented records in the flow's own types. The figures measure nothing; they try the drawing. */
final class SampleRecords {
  /** A key without a slip of the pen, nobody's. */
  static final String RECOVERY_KEY = "7kqm7 t4xdy 9rpae w2hf6 c6nvg 3yej0 m8zbd 5gxsj";

  private SampleRecords() {}

  static Allergies penicillin() {
    return new Allergies(
        Allergies.Known.LISTED,
        List.of(
            new Allergy("Penicillin", "anaphylaxis 2014", true),
            new Allergy("Latex", "rash", false)),
        "checked with the patient 12 June 2025");
  }

  static Allergies noneKnown() {
    return new Allergies(
        Allergies.Known.NONE_KNOWN, List.of(), "checked with the patient 12 June 2025");
  }

  static Allergies notAsked() {
    return new Allergies(Allergies.Known.NOT_ASKED, List.of(), "");
  }

  static Chart kamala() {
    return kamala(penicillin(), true);
  }

  static Chart kamala(Allergies allergies, boolean clinical) {
    return new Chart(
        SampleDay.KAMALA,
        "Kamala Hegde",
        Optional.of(SampleDay.photo(new Color(0x7E959A), "Record, 2025")),
        LocalDate.of(1948, 3, 14),
        "78 years",
        "female",
        "speaks Kannada, hears better on the left",
        "Confirmed at the desk 10:05, birth date, then photo, by R. Menon",
        allergies,
        clinical,
        clinical ? problems() : List.of(),
        clinical ? medicines() : List.of(),
        List.of(
            new ConsentLine("Care record, signed 12 June 2025", true),
            new ConsentLine("Face check-in, signed 12 June 2025", true),
            new ConsentLine("Research: asked, said no", false)),
        clinical ? facts() : List.of(),
        clinical ? timeline() : List.of(),
        clinical ? results() : List.of(),
        clinical ? documents() : List.of(),
        looked());
  }

  private static List<Line> problems() {
    return List.of(
        new Line("Type 2 diabetes", "since 2009", true),
        new Line("High blood pressure", "since 2003", true),
        new Line("Kidney disease, stage 3a", "since 2022", true),
        new Line("Knee arthritis, both", "since 2016", true));
  }

  private static List<Line> medicines() {
    return List.of(
        new Line("Metformin 500 mg", "twice a day, since 2019", true),
        new Line("Amlodipine 5 mg", "each morning, since 2003", true),
        new Line("Ramipril 2.5 mg", "each night, since March 2026", true),
        new Line("Atorvastatin 20 mg", "each night, since 2011", true),
        new Line("Paracetamol 500 mg", "when needed", true));
  }

  private static List<Fact> facts() {
    return List.of(
        new Fact("Here for her diabetes check-up.", "Appointment, today"),
        new Fact(
            "Long-term sugar (HbA1c) came down from 8.1 to 7.2 % since March.", "HbA1c, 3 Nov"),
        new Fact("Kidney function (eGFR) fell from 55 to 48.", "eGFR, 3 Nov"),
        new Fact("She takes Metformin 1 g a day.", "Medicines"),
        new Fact("In September she told us she felt dizzy on standing.", "Visit note, 18 Sept"));
  }

  private static List<Entry> timeline() {
    return List.of(
        new Entry("Today", "Arrived 10:02", "kiosk 1, appointment with Dr Nair", false),
        new Entry("3 Nov 2026", "Blood tests", "6 results, 2 outside range", true),
        new Entry("18 Sept", "Visit, Dr Nair", "dizziness on standing", false),
        new Entry("2 July", "Letter", "kidney clinic, Dr Bose", false),
        new Entry("11 March", "Visit, Dr Nair", "started Ramipril 2.5 mg", false),
        new Entry("8 Jan", "Vaccination", "influenza, left arm", false),
        new Entry("12 Jun 2025", "Visit, Dr Iyer", "allergies checked, consents signed", false),
        new Entry("20 May", "Eye photographs", "no change", false),
        new Entry("4 Feb", "Blood tests", "6 results, 2 outside range", false),
        new Entry("9 Oct 2024", "Visit, Dr Nair", "knee pain, physiotherapy", false));
  }

  private static List<Result> results() {
    return List.of(
        new Result("HbA1c", List.of(8.1, 8.0, 7.9, 7.9, 7.5, 7.2), "7.2", "%", "high"),
        new Result("eGFR", List.of(55.0, 54.0, 53.0, 52.0, 50.0, 48.0), "48", "mL/min", "low"),
        new Result("Potassium", List.of(4.4, 4.5, 4.4, 4.6, 4.5, 4.6), "4.6", "mmol/L", "in range"),
        new Result("LDL", List.of(2.9, 2.7, 2.4, 2.4, 2.2, 2.1), "2.1", "mmol/L", "in range"),
        new Result(
            "Blood pressure",
            List.of(142.0, 140.0, 141.0, 136.0, 134.0),
            "134/78",
            "mmHg",
            "in range"),
        new Result("Weight", List.of(66.0, 65.4, 65.0, 64.6, 64.2), "64.2", "kg", "in range"));
  }

  private static List<Chart.Document> documents() {
    return List.of(
        new Chart.Document(
            Optional.of("0b8a5a0e-0000-4000-8000-000000000001"),
            "Kidney clinic letter.pdf",
            "212 kB, 2 Jul 2026",
            List.of("Kidney function has been stable for two years. [page 1]")),
        new Chart.Document(
            Optional.of("0b8a5a0e-0000-4000-8000-000000000002"),
            "Eye photographs.zip",
            "48.2 MB, 12 May 2025",
            List.of()),
        new Chart.Document(Optional.empty(), "CarePlan", "imported, kept as it came", List.of()));
  }

  private static List<Looked> looked() {
    return List.of(
        new Looked(Instant.parse("2026-11-24T10:03:00Z"), "Dr Nair", "opened, room 4"),
        new Looked(Instant.parse("2026-11-24T10:02:00Z"), "R. Menon", "confirmed, desk"),
        new Looked(Instant.parse("2026-11-03T16:40:00Z"), "Dr Nair", "results"),
        new Looked(Instant.parse("2026-09-18T11:12:00Z"), "Dr Nair", "visit"));
  }

  static LedgerPage ledger() {
    String[][] rows = {
      {"10:03:12", "R. Menon", "Confirmed who it is", "Kamala Hegde", "birth date, photo"},
      {"10:02:58", "Kiosk 1", "Asked for date of birth", "A30", "check-in"},
      {"10:02:40", "R. Menon", "Opened chart", "Rohan Patil", "appointment"},
      {"10:02:31", "Kiosk 1", "Date of birth matched", "Kamala Hegde", "check-in"},
      {"10:02:19", "Camera", "Suggested a record, not opened", "Kamala Hegde", "arrival"},
      {"10:02:04", "Camera", "Saw someone not known", "–", "arrival"},
      {"09:58:47", "Dr Iyer", "Opened without confirming", "Thomas Reed", "emergency, chest pain"},
      {"09:57:30", "Dr Iyer", "Wrote a visit note", "Ivan Petrov", "visit"},
      {"09:55:02", "Kiosk 1", "Face consent signed", "Lucía Fernández", "check-in"},
      {"09:47:33", "Admin", "Changed a setting: lock after 5 min", "–", "settings"},
    };
    List<LedgerPage.Entry> entries = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      long number = 48_213 - i;
      entries.add(
          new LedgerPage.Entry(
              number,
              Instant.parse("2026-11-24T" + rows[i][0] + "Z"),
              rows[i][1],
              rows[i][2],
              rows[i][3],
              rows[i][4],
              mark(number),
              mark(number - 1),
              rows[i][2].contains("without")));
    }
    List<Integer> days =
        IntStream.range(0, 84)
            .map(day -> day == 83 ? 60 : day % 7 > 4 ? 30 : 120 + 13 * (day % 5))
            .boxed()
            .toList();
    return new LedgerPage(
        48_213, Optional.of(Instant.parse("2025-03-03T08:00:00Z")), days, entries);
  }

  private static String mark(long number) {
    return "%016x%016x%016x%016x"
        .formatted(
            number * 0x9E3779B97F4A7C15L,
            number * 0xC2B2AE3D27D4EB4FL,
            number * 0x165667B19E3779F9L,
            number * 0x27D4EB2F165667C5L);
  }

  static LedgerPage.Checked fine() {
    return new LedgerPage.Checked(
        48_213, 9_120, 0, List.of(), Instant.parse("2026-11-24T10:04:00Z"), Duration.ofMillis(800));
  }

  static LedgerPage.Checked changed() {
    return new LedgerPage.Checked(
        48_213,
        9_120,
        0,
        List.of("Entry 41 does not follow from entry 40."),
        Instant.parse("2026-11-24T10:04:00Z"),
        Duration.ofMillis(800));
  }

  static Accuracy few() {
    return new Accuracy(
        "Too few people to say how well faces are recognised here.",
        "12 people agreed to face check-in. A face only suggests; date of birth and the desk"
            + " decide.",
        12,
        true,
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Accuracy enough() {
    List<CurvePoint> curve =
        IntStream.rangeClosed(0, 20)
            .mapToObj(
                i -> {
                  double fmr = Math.pow(10, -6 + i * 0.2);
                  double fnmr = 0.032 * Math.pow(10, -i * 0.065);
                  return new CurvePoint(fmr, fnmr, fnmr * 0.72, fnmr * 1.38);
                })
            .toList();
    return new Accuracy(
        "About 2 in 100 patients are asked to use another way. For people over 80 it is more.",
        "Drawn from invented figures, to try the page. A face only suggests; date of birth and the"
            + " desk decide.",
        2_140,
        false,
        curve,
        Optional.of(curve.get(5)),
        List.of(
            new Accuracy.Group("Age", "Under 18", 96, Optional.empty(), false),
            group("Age", "18 to 39", 702, 1.1, 0.6, 2.2, false),
            group("Age", "40 to 64", 811, 1.5, 0.9, 2.6, false),
            group("Age", "65 to 79", 402, 2.2, 1.2, 4.2, false),
            group("Age", "80 and over", 129, 5.4, 2.7, 10.8, true),
            group("Sex in the record", "Female", 1_166, 1.9, 1.3, 2.8, false),
            group("Sex in the record", "Male", 941, 1.7, 1.1, 2.7, false),
            new Accuracy.Group("Sex in the record", "Another", 33, Optional.empty(), false)));
  }

  private static Accuracy.Group group(
      String family, String name, int people, double rate, double low, double high, boolean more) {
    return new Accuracy.Group(
        family,
        name,
        people,
        Optional.of(new CurvePoint(1e-5, rate / 100, low / 100, high / 100)),
        more);
  }

  /** A registration that writes down what is asked of it. */
  static final class Writing implements Registration {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Possible> possible;

    Writing(List<Possible> possible) {
      this.possible = possible;
    }

    List<String> asked() {
      return List.copyOf(asked);
    }

    @Override
    public Optional<org.vestibule.app.flow.Photo> photo() {
      return Optional.of(SampleDay.photo(new Color(0xA08A78), "Door, 10:02"));
    }

    @Override
    public String seen() {
      return "Seen at the front door, 10:02.";
    }

    @Override
    public int samples() {
      return 5;
    }

    @Override
    public List<Possible> duplicates(Form form) {
      asked.add("duplicates " + form.family());
      return possible;
    }

    @Override
    public String create(Form form, Set<ConsentChoice> consents, boolean checkForDouble) {
      asked.add(
          "create "
              + form.family()
              + " "
              + form.born().orElseThrow()
              + " "
              + consents
              + " "
              + checkForDouble);
      return "V-009001";
    }

    @Override
    public String useExisting(String patientNumber, Set<ConsentChoice> consents) {
      asked.add("useExisting " + patientNumber + " " + consents);
      return patientNumber;
    }

    @Override
    public void close() {
      asked.add("close");
    }
  }

  static List<Registration.Possible> twoClose() {
    return List.of(
        new Registration.Possible(
            "V-001932",
            Optional.empty(),
            "no face kept; 2 same, 3 nearly",
            List.of(
                compared("Name", "Lakshmi Rao", "Laxmi Rao", "NEARLY", "spelt differently"),
                compared("Born", "2 September 1961", "2 September 1961", "SAME", "same"),
                compared("Phone", "98450 11382", "98450 11382", "SAME", "same"),
                compared(
                    "Address", "14 Temple Road", "14, Temple Rd", "NEARLY", "spelt differently"),
                compared("Mother’s name", "Savitri", "Savithri", "NEARLY", "spelt differently")),
            "4 May 2024, Dr Iyer"),
        new Registration.Possible(
            "V-003310",
            Optional.of(SampleDay.photo(new Color(0x8A8794), "Record, 2026")),
            "face not alike; 1 same",
            List.of(
                compared("Name", "Lakshmi Rao", "Lakshmi Rao", "SAME", "same"),
                compared("Born", "2 September 1961", "9 February 1961", "DIFFERENT", "different"),
                compared("Phone", "98450 11382", "99001 74420", "DIFFERENT", "different"),
                compared("Address", "14 Temple Road", "6 Lake View", "DIFFERENT", "different"),
                compared("Mother’s name", "Savitri", "", "NO_DATA", "no data")),
            "17 Jan 2026, Dr Nair"));
  }

  private static Registration.Compared compared(
      String field, String typed, String recorded, String likeness, String words) {
    return new Registration.Compared(
        field, typed, recorded, Registration.Compared.Likeness.valueOf(likeness), words);
  }
}
