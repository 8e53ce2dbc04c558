package dev.rote.runner.cli.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of a whole from the command line, as 2% or 0.02. */
public final class Share implements ITypeConverter<Double> {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?|\\.\\d+)(%?)");

  @Override
  public Double convert(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (matcher.matches()) {
      double value = Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100);
      if (value > 0 && value < 1) {
        return value;
      }
    }
    throw new TypeConversionException(
        "'%s' is no share, allowed is more than 0 and less than 1, as in 2%% or 0.02"
            .formatted(text));
  }
}
