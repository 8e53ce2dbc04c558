package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.testkit.fixture.Installation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds of a checkout, one at a time: a Maven that only says that it was called stands for all.
 */
class BuildLockTest {
  private static final String VERSION = "PATH=$PWD:$PATH \"$ROTE/rote\" --version";

  @TempDir private Path directory;

  private Installation rote;
  private Path work;
  private Path lock;

  @BeforeEach
  void install() throws Exception {
    assumeTrue(File.separatorChar == '/', "the launcher is for a POSIX shell");
    rote = Installation.in(directory.resolve("checkout"));
    work = Files.createDirectory(directory.resolve("work"));
    lock = rote.directory().resolve("target/.building");
    Path stamp = Files.createFile(rote.directory().resolve("target/rote/.built"));
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.EPOCH));
    Path module = Files.createDirectories(rote.directory().resolve("harness-api"));
    Files.writeString(module.resolve("Newer.java"), "");
    Files.writeString(rote.directory().resolve("pom.xml"), "");
    Files.setLastModifiedTime(
        rote.directory().resolve("pom.xml"), FileTime.from(Instant.EPOCH.minusSeconds(1)));
    Path maven = Files.writeString(work.resolve("mvn"), "#!/bin/sh\ntouch \"$ROTE/called\"\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void whatIsNewerIsBuiltAndTheLockIsReleased() throws Exception {
    Installation.Result result = rote.shell(work, VERSION);

    assertThat(result.output()).contains("rote: building what has changed");
    assertThat(rote.directory().resolve("called")).exists();
    assertThat(lock).doesNotExist();
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void theLockOfAProcessThatIsGoneIsTaken() throws Exception {
    leave("$(sh -c 'echo $$') $(uname -n) 1");

    assertBuilds(rote.shell(work, VERSION));
  }

  /** The system gives numbers again. */
  @Test
  void theLockOfAProcessWhoseNumberAnotherOneHasIsTaken() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux says when a process began");
    leave("$$ $(uname -n) 1");

    assertBuilds(rote.shell(work, VERSION));
  }

  @Test
  void aLockThatNobodyOwnsIsNotWaitedForWithoutEnd() throws Exception {
    Files.createDirectory(lock);

    assertBuilds(rote.shell(work, VERSION));
  }

  @Test
  void aLockThatIsHeldIsWaitedForWithItsPathAndALimit() throws Exception {
    Installation.Result result =
        rote.shell(
            work,
            "mkdir %s; echo \"$$ $(uname -n) $(sed 's/.*) //' /proc/$$/stat 2>/dev/null | cut -d ' ' -f 20)\" >%s/owner; ROTE_BUILD_WAIT=2 %s"
                .formatted(lock, lock, VERSION));

    assertThat(result.output().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("rote: waiting for another build of the same checkout: process ")
                    .endsWith(" has " + lock.toRealPath()),
            line ->
                assertThat(line)
                    .endsWith(
                        "for more than 2 seconds: if it builds nothing any more, delete that folder"));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(rote.directory().resolve("called")).doesNotExist();
  }

  @Test
  void aLockOfAnotherHostIsWaitedForAsLong() throws Exception {
    leave("1 another-host 1");

    Installation.Result result = rote.shell(work, "ROTE_BUILD_WAIT=1 " + VERSION);

    assertThat(result.output()).contains("rote: process 1 on another-host has had ");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void whereTheLockCannotBeTakenWhatWasBuiltBeforeRuns() throws Exception {
    Files.writeString(lock, "no folder");

    Installation.Result result = rote.shell(work, VERSION);

    assertThat(result.output())
        .contains("rote: running what was built before, though sources are newer, because it")
        .contains(".building cannot be taken (")
        .containsPattern("(?m)^rote \\S+$");
    assertThat(result.exitCode()).isZero();
    assertThat(rote.directory().resolve("called")).doesNotExist();
  }

  @Test
  void whereNothingWasBuiltItSaysWhoHasTo() throws Exception {
    Files.writeString(lock, "no folder");
    Files.delete(rote.directory().resolve("target/rote/.built"));

    Installation.Result result = rote.shell(work, VERSION);

    assertThat(result.output())
        .startsWith("rote: it is not built yet, and cannot be: the lock ")
        .contains("let somebody build it who may");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  private void assertBuilds(Installation.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(rote.directory().resolve("called")).exists();
    assertThat(lock).doesNotExist();
  }

  private void leave(String owner) throws Exception {
    rote.shell(work, "mkdir %s; echo \"%s\" >%s/owner".formatted(lock, owner, lock));
  }
}
