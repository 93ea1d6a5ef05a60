package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FactorWork.NewCodes;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.PeopleWork.Person;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "staff", description = "Lists, adds and removes staff; passwords and key files.")
final class StaffCommand implements Runnable {
  @ParentCommand private Cli cli;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what: list, add, roles, remove, password or second-factor.");
  }

  @Command(name = "list", description = "Everybody who can sign in.")
  int list() throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      for (Person person : work.people().staff()) {
        cli.globals()
            .print(
                new JsonLine()
                    .with("user", person.user())
                    .with("roles", person.roles())
                    .with("secondFactor", person.secondFactor()),
                person.user()
                    + "  "
                    + String.join(", ", person.roles())
                    + "  second factor: "
                    + person.secondFactor());
      }
      return 0;
    }
  }

  @Command(name = "add", description = "Adds somebody with a password.")
  int add(
      @Parameters(paramLabel = "NAME", description = "The sign-in name.") String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              paramLabel = "ROLE",
              description = "receptionist, clinician, administrator, researcher or auditor.")
          List<String> roles,
      @Option(
              names = "--new-password-file",
              paramLabel = "FILE",
              description = "Reads the new password from its first line.")
          Path file)
      throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      char[] password = cli.globals().newPassword(Optional.ofNullable(file));
      work.people().add(name, new LinkedHashSet<>(roles), password);
    }
    return told(name, "added", name + " can sign in.");
  }

  @Command(name = "roles", description = "Gives somebody other roles.")
  int roles(
      @Parameters(paramLabel = "NAME", description = "The sign-in name.") String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              paramLabel = "ROLE",
              description = "All the roles from now on.")
          List<String> roles)
      throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      work.people().change(name, new LinkedHashSet<>(roles), this::renewed);
    }
    return told(name, "changed", name + " has these roles from the next sign-in.");
  }

  @Command(name = "remove", description = "Removes somebody and renews every key they knew.")
  int remove(@Parameters(paramLabel = "NAME", description = "The sign-in name.") String name)
      throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      work.people().remove(name, this::renewed);
    }
    return told(name, "removed", name + " cannot sign in any more.");
  }

  @Command(
      name = "password",
      description = "Changes the own password, or with a NAME gives somebody else a new one.")
  int password(
      @Parameters(arity = "0..1", paramLabel = "NAME", description = "Somebody else.") String name,
      @Option(
              names = "--new-password-file",
              paramLabel = "FILE",
              description = "Reads the new password from its first line.")
          Path file)
      throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      char[] next = globals.newPassword(Optional.ofNullable(file));
      if (name == null) {
        char[] now = globals.password("The present password again");
        work.people().changePassword(now, globals.secondFactor(), next);
      } else {
        work.people().resetPassword(name, next);
      }
    }
    return told(name == null ? "" : name, "password", "The password was changed.");
  }

  @Command(
      name = "second-factor",
      description =
          "Asks for codes, a key file or a token at the own sign-in, or ends the second factor.")
  int secondFactor(
      @Option(names = "--key-file", paramLabel = "FILE", description = "The key file.") Path file,
      @Option(
              names = "--token",
              paramLabel = "LIB[:SLOT]#LABEL",
              description = "A key in a PKCS#11 token, made there if there is none of that label.")
          String token,
      @Option(names = "--codes", description = "Six digits of a telephone (TOTP).") boolean codes,
      @Option(names = "--none", description = "Password alone from now on.") boolean none)
      throws FlowException {
    Globals globals = cli.globals();
    if ((none ? 1 : 0) + (codes ? 1 : 0) + (file != null ? 1 : 0) + (token != null ? 1 : 0) != 1) {
      throw new FlowException(
          Kind.USAGE, "CLI-24", "Use one of --key-file, --token, --codes and --none.");
    }
    try (ClinicWork work = globals.work(false)) {
      if (codes) {
        useCodes(globals, work);
        return told("", "secondFactor", "Codes are asked for from the next sign-in.");
      }
      char[] now = globals.password("The present password again");
      if (none) {
        work.people().factor().useNoSecondFactor(now, globals.secondFactor());
      } else {
        String next = token == null ? file.toString() : globals.withPin("pkcs11:" + token);
        work.people().factor().useKey(now, globals.secondFactor(), next);
      }
    }
    return told("", "secondFactor", "The second factor was changed.");
  }

  /** Shows the secret once, on the terminal and never in JSON, and has a code typed back. */
  private static void useCodes(Globals globals, ClinicWork work) throws FlowException {
    NewCodes codes = work.people().factor().newCodes(work.clinicName(), work.user());
    globals.tell("Scan this with your authenticator, or type it in; it is not shown again:");
    globals.tell("  " + codes.secret());
    globals.tell(codes.qrInWords());
    char[] digits =
        globals
            .terminal()
            .secret("The six digits it shows now")
            .orElseThrow(
                () ->
                    new FlowException(
                        Kind.USAGE, "CLI-25", "There is no terminal to type the code at."));
    work.people().factor().useCodes(codes, new String(digits));
  }

  private void renewed(long done) {
    cli.globals().tell(RotateKeysCommand.renewed(done));
  }

  private int told(String name, String what, String words) {
    cli.globals().print(new JsonLine().with(what, true).with("user", name), words);
    return 0;
  }
}
