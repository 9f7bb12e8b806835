"""What a mask leaves, and what is told of the tokens that are taken, against the model's own distribution."""

import pytest
from model_fixtures import make
from toy_drivers import program

torch = pytest.importorskip("torch")


@pytest.fixture(scope="module")
def loaded(torch_there, tmp_path_factory):
    from hepir.models.loading import load

    return load(str(make(tmp_path_factory, "scored", 2_000)))


def devices():
    return ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]


@pytest.mark.parametrize("device", devices())
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("surplus", [0, 64])
def test_masked_scores(device, dtype, surplus, loaded, monkeypatch):
    from hepir.models.rows import Row
    from hepir.models.scoring import Constraint

    told = []
    take = Row.take
    monkeypatch.setattr(Row, "take", lambda row, *said: (told.append((row, *said)), take(row, *said)))
    rows = [Row(program(3)(), loaded.matching, loaded.ends) for _ in range(3)]
    constraint = Constraint(rows, loaded.matching.vocab_size)
    torch.manual_seed(3)
    for _ in range(20):
        scores = torch.randn(3, loaded.matching.vocab_size + surplus, device=device).to(dtype)
        own = torch.log_softmax(scores.float(), -1)
        left = constraint.apply(scores.clone())
        legal = left > float("-inf")
        assert torch.equal(left[legal], scores[legal])
        assert legal.any(-1).all() and not legal[:, loaded.matching.vocab_size :].any()
        single = [len(row.forced()) > 0 for row in rows]
        tokens = left.float().argmax(-1).tolist()
        constraint.take(tokens)
        for index, (row, token, score, removed) in enumerate(told[-3:]):
            assert (row, token) == (rows[index], tokens[index])
            assert score == pytest.approx(float(own[index, token]), abs=1e-3)
            if not single[index]:  # of forced tokens, the grammar's mask may leave more than the one
                assert removed == pytest.approx(1 - float(own[index][legal[index]].exp().sum()), abs=1e-3)
    assert len(told) == 60
