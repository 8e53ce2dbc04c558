package dev.rote.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64, libx.so",
    "Linux, aarch64, linux-aarch64, libx.so",
    "Mac OS X, x86_64, macos-x86_64, libx.dylib",
    "Mac OS X, aarch64, macos-aarch64, libx.dylib",
    "Windows 11, amd64, windows-x86_64, x.dll",
    "FreeBSD, riscv64, freebsd-riscv64, libx.so"
  })
  void hasOneNameWhateverJavaCallsIt(String osName, String osArch, String name, String library) {
    Platform platform = Platform.of(osName, osArch);

    assertThat(platform).hasToString(name);
    assertThat(platform.libraryName("x")).isEqualTo(library);
    assertThat(platform.linux()).isEqualTo(osName.equals("Linux"));
  }

  @Test
  void ofThisProcessNamesLibrariesAsJavaDoes() {
    assertThat(Platform.current().libraryName("x")).isEqualTo(System.mapLibraryName("x"));
  }
}
