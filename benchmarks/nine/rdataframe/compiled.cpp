// The nine tasks in RDataFrame, compiled ahead. A process of the protocol of worker.py: a line a request, a task and
// paths separated by tabs; a line of JSON an answer. One thread.
#include "selections.hpp"

#include <ROOT/RDataFrame.hxx>
#include <RVersion.h>
#include <TH1D.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace nine;
using Strings = std::vector<std::string>;
using Histogram = ROOT::RDF::RResultPtr<TH1D>;
using Histograms = std::map<std::string, Histogram>;
using Frame = ROOT::RDataFrame;

static ROOT::RDF::TH1DModel model(double low, double high, int bins = 100) { return {"", "", bins, low, high}; }

static Histograms q1(Frame &frame) { return {{"met", frame.Histo1D<float>(model(0, 2000), "MET_pt")}}; }

static Histograms q2(Frame &frame) { return {{"jet_pt", frame.Histo1D<Floats>(model(15, 60), "Jet_pt")}}; }

static Histograms q3(Frame &frame) {
  const auto central = [](const Floats &pt, const Floats &eta) { return Floats(pt[abs(eta) < 1.f]); };
  auto defined = frame.Define("central", central, {"Jet_pt", "Jet_eta"});
  return {{"central_jet_pt", defined.Histo1D<Floats>(model(15, 60), "central")}};
}

static Histograms q4(Frame &frame) {
  const auto hard = [](const Floats &pt) { return Sum(pt > 40.f) >= 2; };
  return {{"met", frame.Filter(hard, {"Jet_pt"}).Histo1D<float>(model(0, 2000), "MET_pt")}};
}

static Histograms q5(Frame &frame) {
  auto chosen = frame.Filter([](const Floats &pt) { return pt.size() >= 2; }, {"Muon_pt"})
                    .Filter(has_z, {"Muon_pt", "Muon_eta", "Muon_phi", "Muon_mass", "Muon_charge"});
  return {{"met", chosen.Histo1D<float>(model(0, 2000), "MET_pt")}};
}

static Histograms q6(Frame &frame) {
  auto chosen = frame.Filter([](const Floats &pt) { return pt.size() >= 3; }, {"Jet_pt"})
                    .Define("trijet", trijet, {"Jet_pt", "Jet_eta", "Jet_phi", "Jet_mass", "Jet_btagDeepB"})
                    .Define("trijet_pt", [](const std::array<double, 2> &both) { return both[0]; }, {"trijet"})
                    .Define("trijet_btag", [](const std::array<double, 2> &both) { return both[1]; }, {"trijet"});
  return {{"trijet_pt", chosen.Histo1D<double>(model(15, 40), "trijet_pt")},
          {"trijet_btag", chosen.Histo1D<double>(model(0, 1), "trijet_btag")}};
}

static Histograms q7(Frame &frame) {
  auto chosen = frame.Define("sum_pt", isolated_sum,
                             {"Jet_pt", "Jet_eta", "Jet_phi", "Muon_pt", "Muon_eta", "Muon_phi", "Electron_pt",
                              "Electron_eta", "Electron_phi"})
                    .Filter([](double sum) { return sum >= 0; }, {"sum_pt"});
  return {{"sum_pt", chosen.Histo1D<double>(model(15, 200), "sum_pt")}};
}

static Histograms q8(Frame &frame) {
  const auto three = [](const Floats &muons, const Floats &electrons) { return muons.size() + electrons.size() >= 3; };
  auto chosen = frame.Filter(three, {"Muon_pt", "Electron_pt"})
                    .Define("mt", other_lepton_mt,
                            {"Muon_pt", "Muon_eta", "Muon_phi", "Muon_mass", "Muon_charge", "Electron_pt",
                             "Electron_eta", "Electron_phi", "Electron_mass", "Electron_charge", "MET_pt", "MET_phi"})
                    .Filter([](double mt) { return mt >= 0; }, {"mt"});
  return {{"mt", chosen.Histo1D<double>(model(15, 250), "mt")}};
}

static Histograms four_leptons(Frame &frame) {
  const auto four = [](const Floats &muons, const Floats &electrons) { return muons.size() + electrons.size() >= 4; };
  auto chosen =
      frame.Filter(four, {"Muon_pt", "Electron_pt"})
          .Define("leptons", good_leptons,
                  {"Muon_pt", "Muon_eta", "Muon_phi", "Muon_mass", "Muon_charge", "Muon_pfRelIso04_all",
                   "Electron_pt", "Electron_eta", "Electron_phi", "Electron_mass", "Electron_charge",
                   "Electron_pfRelIso03_all"})
          .Filter([](const Leptons &all) { return all.size() >= 4 && all[0].pt > 20 && all[1].pt > 10; }, {"leptons"})
          .Define("quad", quadruplet, {"leptons"})
          .Filter([](const Quadruplet &quad) { return quad.found && quad.m12 > 40 && quad.m12 < 120; }, {"quad"})
          .Filter([](const Quadruplet &quad) { return quad.m34 > 12 && quad.m34 < 120; }, {"quad"})
          .Filter([](const Quadruplet &quad) { return quad.m4l > 70 && quad.m4l < 180; }, {"quad"})
          .Define("m4l", [](const Quadruplet &quad) { return quad.m4l; }, {"quad"})
          .Define("m12", [](const Quadruplet &quad) { return quad.m12; }, {"quad"})
          .Define("m34", [](const Quadruplet &quad) { return quad.m34; }, {"quad"})
          .Define("pt4l", [](const Quadruplet &quad) { return quad.pt4l; }, {"quad"})
          .Define("lead_pt", [](const Leptons &all) { return all[0].pt; }, {"leptons"});
  return {{"m4l", chosen.Histo1D<double, float>(model(70, 180, 55), "m4l", "genWeight")},
          {"m12", chosen.Histo1D<double, float>(model(40, 120, 40), "m12", "genWeight")},
          {"m34", chosen.Histo1D<double, float>(model(12, 120, 54), "m34", "genWeight")},
          {"pt4l", chosen.Histo1D<double, float>(model(0, 200, 50), "pt4l", "genWeight")},
          {"lead_pt", chosen.Histo1D<double, float>(model(0, 200, 50), "lead_pt", "genWeight")}};
}

static const std::map<std::string, std::function<Histograms(Frame &)>> TASKS = {
    {"q1", q1}, {"q2", q2}, {"q3", q3}, {"q4", q4},
    {"q5", q5}, {"q6", q6}, {"q7", q7}, {"q8", q8}, {"four_leptons", four_leptons}};

static long peak() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::stol(line.substr(6));
  return 0;
}

static std::string answer(const std::string &task, const Strings &paths) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t before = std::clock();
  Frame frame("Events", paths);
  Histograms histograms = TASKS.at(task)(frame);
  for (auto &each : histograms) each.second.GetValue();
  const double processor = double(std::clock() - before) / CLOCKS_PER_SEC;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::ostringstream text;
  text << std::setprecision(17) << "{\"seconds\": " << seconds.count() << ", \"processor\": " << processor
       << ", \"peak\": " << peak()
       << ", \"histograms\": {";
  for (auto each = histograms.begin(); each != histograms.end(); ++each) {
    text << (each == histograms.begin() ? "" : ", ") << '"' << each->first << "\": [";
    TH1D &histogram = *each->second;
    for (int bin = 0; bin <= histogram.GetNbinsX() + 1; ++bin)
      text << (bin ? ", " : "") << histogram.GetBinContent(bin);
    text << ']';
  }
  text << "}}";
  return text.str();
}

int main() {
  std::cout << "{\"versions\": {\"root\": \"" << ROOT_RELEASE << "\"}}" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string task, path;
    std::getline(words, task, '\t');
    Strings paths;
    while (std::getline(words, path, '\t')) paths.push_back(path);
    try {
      std::cout << answer(task, paths) << std::endl;
    } catch (const std::exception &problem) {
      std::cout << "{\"error\": \"RDataFrame failed\"}" << std::endl;
      std::cerr << problem.what() << std::endl;
    }
  }
}
