package dev.rote.runner.cli;

import static java.util.stream.Collectors.joining;

import dev.rote.api.DeviceKind;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code cpu}, {@code onednn} and {@code cuda}. */
final class DeviceKindConverter implements ITypeConverter<DeviceKind> {
  @Override
  public DeviceKind convert(String text) {
    return DeviceKind.byId(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "there is no kind of device '%s', only %s".formatted(text, ids())));
  }

  /** Returns what there is, as a sentence names it. */
  static String ids() {
    return Arrays.stream(DeviceKind.values()).map(DeviceKind::id).collect(joining(", "));
  }
}
