package dev.rote.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaOptionsTest {
  @Test
  void withoutAnyNothingIsSaid() {
    JavaOptions options = JavaOptions.of(new Properties(), Map.of("JAVA_HOME", "/jdk"));

    assertThat(options.kept()).isEmpty();
    assertThat(options.sentences()).isEmpty();
  }

  @Test
  void whatSaysWhereTheNetworkAndTheFoldersAreIsKept() {
    JavaOptions options =
        of(
            "-Dhttps.proxyHost=proxy -Dhttp.nonProxyHosts=\"localhost|*.example.org\""
                + " '-Djavax.net.ssl.trustStore=/etc/my certificates'\t-Djava.io.tmpdir=/scratch"
                + " -Duser.home=/home/me -Djava.net.useSystemProxies=true");

    assertThat(options.kept())
        .containsOnly(
            entry("https.proxyHost", "proxy"),
            entry("http.nonProxyHosts", "localhost|*.example.org"),
            entry("javax.net.ssl.trustStore", "/etc/my certificates"),
            entry("java.io.tmpdir", "/scratch"),
            entry("user.home", "/home/me"),
            entry("java.net.useSystemProxies", "true"));
    assertThat(options.sentences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC",
        "-Xms512m",
        "-javaagent:/opt/agent.jar",
        "-Dai.djl.pytorch.num_threads=1",
        "-Dorg.bytedeco.javacpp.maxbytes=1",
        "-Dhttpsomething=1",
        "-Duser.homes=x",
        "-ea"
      })
  void whatChangesHowAProcessRunsIsSetAsideAndSaid(String option) {
    JavaOptions options = of(option);

    assertThat(options.kept()).isEmpty();
    assertThat(options.sentences())
        .containsExactly(
            option
                + " of JAVA_TOOL_OPTIONS is not passed on: Rote decides itself with which options its processes run");
  }

  @Test
  void whatTheLauncherHasTakenOutCounts() {
    Properties properties = new Properties();
    properties.setProperty("rote.aside.JDK_JAVA_OPTIONS", "-Xmx1g -Dhttp.proxyPort=80 -Xms1g");

    JavaOptions options = JavaOptions.of(properties, Map.of());

    assertThat(options.kept()).containsOnly(entry("http.proxyPort", "80"));
    assertThat(options.sentences())
        .containsExactly(
            "-Xmx1g -Xms1g of JDK_JAVA_OPTIONS are not passed on: Rote decides itself with which options its processes run");
  }

  private static JavaOptions of(String value) {
    return JavaOptions.of(new Properties(), Map.of("JAVA_TOOL_OPTIONS", value));
  }
}
