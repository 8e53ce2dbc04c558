package dev.rote.runner.cli;

import dev.rote.api.DeviceKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code cpu}, {@code onednn} and {@code cuda}. */
final class DeviceKindConverter implements ITypeConverter<DeviceKind> {
  @Override
  public DeviceKind convert(String text) {
    return DeviceKind.byId(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "there is no kind of device '%s', only %s".formatted(text, DeviceKind.ids())));
  }
}
