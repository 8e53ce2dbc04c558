package dev.rote.runner.report.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests the browser, one for all of them; without one on the machine they are skipped. */
final class InBrowser implements BeforeAllCallback, ParameterResolver {
  /** Starting it takes longer than a test. JUnit closes it after the last one. */
  private record Shared(Optional<Browser> browser) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (browser.isPresent()) {
        browser.get().close();
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(
        shared(context).browser().isPresent(),
        "there are no chromium and chromedriver on the PATH: on Debian, apt-get install chromium chromium-driver");
  }

  private static Shared shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(InBrowser.class))
        .computeIfAbsent(Browser.class, key -> start(), Shared.class);
  }

  private static Shared start() {
    try {
      return new Shared(Browser.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context).browser().orElseThrow();
  }
}
