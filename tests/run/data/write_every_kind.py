"""Writes `every_kind.root`: an RNTuple of every kind of field, in clusters of several pages.

In: ROOT (6.40 wrote the file that stands beside this). Out: the file, in the folder that is named on the command line.
"""

import sys
from pathlib import Path

import ROOT

WRITE = r"""
#include <ROOT/RNTupleModel.hxx>
#include <ROOT/RNTupleWriteOptions.hxx>
#include <ROOT/RNTupleWriter.hxx>
#include <ROOT/RVec.hxx>
#include <optional>

struct Jet { float pt; double eta; std::int32_t id; bool tight; };

void write(const char *name) {
  auto model = ROOT::RNTupleModel::Create();
  auto one_f4 = model->MakeField<float>("one_f4");
  auto one_f8 = model->MakeField<double>("one_f8");
  auto one_i1 = model->MakeField<std::int8_t>("one_i1");
  auto one_i2 = model->MakeField<std::int16_t>("one_i2");
  auto one_i4 = model->MakeField<std::int32_t>("one_i4");
  auto one_i8 = model->MakeField<std::int64_t>("one_i8");
  auto one_u1 = model->MakeField<std::uint8_t>("one_u1");
  auto one_u2 = model->MakeField<std::uint16_t>("one_u2");
  auto one_u4 = model->MakeField<std::uint32_t>("one_u4");
  auto one_u8 = model->MakeField<std::uint64_t>("one_u8");
  auto one_b = model->MakeField<bool>("one_b");
  auto one_jet = model->MakeField<Jet>("one_jet");
  auto list_f4 = model->MakeField<std::vector<float>>("list_f4");
  auto list_i4 = model->MakeField<std::vector<std::int32_t>>("list_i4");
  auto list_b = model->MakeField<std::vector<bool>>("list_b");
  auto list_f8 = model->MakeField<ROOT::RVec<double>>("list_f8");
  auto jets = model->MakeField<std::vector<Jet>>("jets");
  auto three = model->MakeField<std::array<float, 3>>("three");
  auto text = model->MakeField<std::string>("text");
  auto nested = model->MakeField<std::vector<std::vector<float>>>("nested");
  auto perhaps = model->MakeField<std::optional<float>>("perhaps");
  ROOT::RNTupleWriteOptions options;
  options.SetCompression(505);
  options.SetInitialUnzippedPageSize(64);
  options.SetMaxUnzippedPageSize(512);
  auto writer = ROOT::RNTupleWriter::Recreate(std::move(model), "Events", name, options);
  unsigned state = 12345;
  auto random = [&] { state = state * 1664525u + 1013904223u; return state >> 8; };
  for (int event = 0; event < 300; ++event) {
    *one_f4 = random() / 7.f;
    *one_f8 = random() / 7.;
    *one_i1 = random();
    *one_i2 = random();
    *one_i4 = int(random()) - 8000000;
    *one_i8 = (long long)random() * random() * (event % 2 ? 1 : -1);
    *one_u1 = random();
    *one_u2 = random();
    *one_u4 = random();
    *one_u8 = (unsigned long long)random() * random();
    *one_b = random() & 1;
    *one_jet = Jet{1.f * random(), 2., 3, true};
    list_f4->clear();
    list_i4->clear(); list_b->clear(); list_f8->clear(); jets->clear(); nested->clear();
    const int count = event % 7 ? random() % 5 : 0;
    for (int each = 0; each < count; ++each) {
      list_f4->push_back(random() / 3.f);
      list_i4->push_back(int(random()) - 8000000);
      list_b->push_back(random() & 1);
      jets->push_back(Jet{random() / 3.f, random() / 3., int(random() % 50) - 25, bool(random() & 1)});
    }
    for (unsigned each = random() % 3; each > 0; --each) {
      list_f8->push_back(random());
      nested->push_back({1.f * random(), 2.f});
    }
    (*three)[0] = event;
    *text = std::to_string(event);
    if (random() & 1) *perhaps = 1.f * event; else perhaps->reset();
    writer->Fill();
    if (event % 97 == 96) writer->CommitCluster();
  }
}
"""

if __name__ == "__main__":
    ROOT.gInterpreter.Declare(WRITE)
    ROOT.write(str(Path(sys.argv[1]) / "every_kind.root"))
