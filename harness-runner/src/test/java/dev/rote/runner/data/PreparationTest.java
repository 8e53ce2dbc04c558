package dev.rote.runner.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.set.ImageSource;
import dev.rote.runner.data.set.SetFile;
import dev.rote.runner.data.set.Split;
import dev.rote.runner.fixture.KnownSets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source gives is counted by the images that it fills. */
class PreparationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0, 1, 3 | the files did not give the training image 2 (from 0), though 4 were asked for: fetch it again",
        "0, 0, 1, 2, 3 | an image of the files comes twice or was not asked for, from image 0 (from 0) on",
        "0, 1, 2, 4 | an image of the files comes twice or was not asked for, from image 4 (from 0) on",
      })
  void anImageThatIsMissingOrComesTwiceIsRefused(String blocks, String message) {
    List<Integer> firsts = List.of(blocks.split(", ")).stream().map(Integer::valueOf).toList();
    Preparation preparation =
        new Preparation(SampleRecipe.shapes().train(4).build(), new Blocks(firsts));

    assertThatThrownBy(() -> preparation.examples(Split.TRAIN, 4))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  /** Gives blocks of one image, at these places. */
  private record Blocks(List<Integer> firsts) implements ImageSource {
    @Override
    public int available(Split split) {
      return firsts.size();
    }

    @Override
    public List<SetFile> present() {
      return List.of();
    }

    @Override
    public String files(Split split) {
      return "the files";
    }

    @Override
    public DataSet set() {
      return KnownSets.SHAPES;
    }

    @Override
    public void read(Split split, int count, BlockReader reader) {
      byte[] pixels = new byte[set().shape().size()];
      firsts.forEach(first -> reader.accept(new Block(first, 1, new byte[1], pixels)));
    }
  }
}
