package org.vestibule.app.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code vestibule}. */
@Command(
    name = "vestibule",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Cli.Version.class,
    sortOptions = false,
    description = "The front door of a clinic's records.",
    footer = {
      "",
      "Exit codes: 0 done, 1 a check failed or no match, 2 usage, 3 input unreadable,",
      "4 locked or wrong secret, 5 damaged store, 6 store in use."
    },
    subcommands = {
      StartCommand.class,
      InitCommand.class,
      EnrolCommand.class,
      IdentifyCommand.class,
      DetectCommand.class,
      EvaluateCommand.class,
      EvaluatePadCommand.class,
      EigenfacesCommand.class,
      ImportCommand.class,
      ReviewCommand.class,
      PractitionersCommand.class,
      BenchCommand.class,
      ModelsCommand.class,
      ShowCommand.class,
      AttachCommand.class,
      DocumentsCommand.class,
      FetchCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ConsentCommand.class,
      HistoryCommand.class,
      MergeCommand.class,
      UnmergeCommand.class,
      VerifyCommand.class,
      RenewTemplatesCommand.class,
      ReencodeCommand.class,
      ExportCommand.class,
      LedgerHeadCommand.class,
      AuditCommand.class,
      StaffCommand.class,
      RotateKeysCommand.class,
      EraseCommand.class,
      RetentionCommand.class,
      SettingsCommand.class,
      EmergencyCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Cli implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

  @Mixin private Globals globals = new Globals();
  @Spec private CommandSpec spec;

  private final Windows windows;

  private Cli(Windows windows) {
    this.windows = windows;
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"vestibule " + (version == null ? "(not packaged)" : version)};
    }
  }

  /**
   * Runs a command.
   *
   * @return the exit code of the contract
   */
  public static int run(Windows windows, Terminal terminal, Clock clock, String... args) {
    Logs.bridge();
    Cli cli = new Cli(windows);
    cli.globals.use(terminal, clock);
    CommandLine line = new CommandLine(cli);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(LocalDate.class, Cli::date);
    line.setOut(
        new java.io.PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8));
    line.setErr(
        new java.io.PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((wrong, typed) -> misused(wrong));
    line.setExecutionExceptionHandler((thrown, failed, parsed) -> failed(cli.globals, thrown));
    return line.execute(args);
  }

  /** The whole help would hide what was wrong. */
  private static int misused(CommandLine.ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(Misuse.sentence(wrong));
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandLine.TypeConversionException(
          "give the date as year, month and day, for example 1958-03-14. (DATE-1)");
    }
  }

  private static int failed(Globals globals, Exception thrown) {
    if (thrown instanceof FlowException flow) {
      LOG.info("Failed with {}", flow.code());
      globals.tell(flow.getMessage() + " (" + flow.code() + ")");
      return flow.kind().exit();
    }
    LOG.error("Failed", thrown);
    globals.tell(
        "Something went wrong here and nothing was changed: try again, and if it stays, send the"
            + " log to whoever looks after this computer. (APP-1)");
    return 1;
  }

  Globals globals() {
    return globals;
  }

  Windows windows() {
    return windows;
  }

  /** Without a command there is nothing to do: says what there is. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
  }
}
