package dev.rote.runner.cli;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code cpu}, {@code onednn}, {@code cuda} and {@code cuda:1}. */
final class DeviceConverter implements ITypeConverter<Device> {
  @Override
  public Device convert(String text) {
    String[] parts = text.split(":", 2);
    DeviceKind kind =
        DeviceKind.byId(parts[0])
            .orElseThrow(() ->
                new TypeConversionException(
                    "there is no device '%s', only %s".formatted(text, DeviceKindConverter.ids())));
    try {
      return new Device(kind, parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'%s' is not a number of a %s device".formatted(parts[1], kind));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
