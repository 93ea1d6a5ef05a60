package org.vestibule.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What of a command line cannot be understood, as every other trouble is said. */
final class Misuse {
  private static final Pattern CODED = Pattern.compile("\\([A-Z]+-\\d+\\)$");

  private static final Pattern CHOICE =
      Pattern.compile("expected one of \\[(.*)\\].* but was ('.*')");

  private Misuse() {}

  /** One sentence that says what to do, with a code. */
  static String sentence(ParameterException wrong) {
    if (wrong instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      return unmatched.isUnknownOption()
          ? "There is no option " + first + " here: check how it is spelt. (CLI-41)"
          : "Nothing here takes the word " + first + ": leave it out, or quote it. (CLI-41)";
    }
    if (wrong instanceof MutuallyExclusiveArgsException) {
      return "These exclude each other, give one of them: " + options(wrong) + ". (CLI-42)";
    }
    if (wrong instanceof OverwrittenOptionException) {
      return "Give "
          + wrong.getMessage().replaceFirst("^[^']*'([^']*)'.*$", "$1")
          + " only once."
          + " (CLI-42)";
    }
    if (wrong.getCause() instanceof TypeConversionException cause && wrong.getArgSpec() != null) {
      return coded(name(wrong.getArgSpec()) + ": " + plain(cause.getMessage()), "CLI-42");
    }
    return coded(plain(wrong.getMessage()), "CLI-43");
  }

  /** Without the words of the programming language. */
  private static String plain(String message) {
    Matcher choice = CHOICE.matcher(message);
    if (choice.matches()) {
      return choice.group(2) + " is none of " + choice.group(1).toLowerCase(Locale.ROOT);
    }
    return message
        .replaceFirst(" is not an? (int|long)$", " is no whole number that can be used")
        .replaceFirst(" is not an? (double|float)$", " is no number")
        .replaceFirst("^Value for option option '(.*)' \\((.*)\\) should be .*$", "Give $1 as $2");
  }

  private static String missing(MissingParameterException wrong) {
    List<ArgSpec> missing = wrong.getMissing();
    boolean choice = missing.stream().anyMatch(arg -> arg.group() != null);
    String args =
        missing.stream().map(Misuse::labelled).distinct().collect(Collectors.joining(", "));
    if (args.isEmpty()) {
      return coded("Something is missing: " + options(wrong) + ".", "CLI-40");
    }
    return choice
        ? "Add one of these: " + args + ". (CLI-40)"
        : "Add " + args + ": this command needs it. (CLI-40)";
  }

  /** The part of picocli's message that names options. */
  private static String options(ParameterException wrong) {
    String message = wrong.getMessage().replaceFirst("^Error: ", "");
    return message.replaceFirst(" are mutually exclusive.*$", "").replaceFirst("^.*: ", "");
  }

  private static String coded(String message, String code) {
    String sentence = message.endsWith(".") ? message : message + ".";
    return CODED.matcher(message).find() ? message : sentence + " (" + code + ")";
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String labelled(ArgSpec arg) {
    return arg instanceof OptionSpec && arg.arity().max() > 0
        ? name(arg) + " " + arg.paramLabel()
        : name(arg);
  }
}
