#!/usr/bin/env python3
"""Speed of mithaq beside UDPipe 1 and PyFarasa on the same text, in one run.

usage: peers.py TRAIN.conllu DEV.conllu TEST.conllu CORPUS.jsonl.gz [WORDS]

Needs `pip install ufal.udpipe PyFarasa` and the release binary of mithaq. UDPipe is trained on TRAIN (tokenizer, tagger and parser), which takes
some minutes, and kept in target/udpipe.model; its accuracy on TEST is printed. CORPUS has one article a line with "text". Every system runs alone on one core; mithaq reads
WORDS words (default 400,000) from JSON lines to JSON lines, the peers a tenth of them, since they are slower.
"""
import gzip, json, os, subprocess, sys, time

import ufal.udpipe as udpipe
from farasa import segmentation

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
BINARY = os.path.join(ROOT, "target/release/mithaq")
MODEL = os.path.join(ROOT, "target/udpipe.model")


def sentences(path):
    reader, out, error = udpipe.InputFormat.newConlluInputFormat(), udpipe.Sentences(), udpipe.ProcessingError()
    with open(path, encoding="utf-8") as file:
        reader.setText(file.read())
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        out.push_back(sentence)
        sentence = udpipe.Sentence()
    if error.occurred():
        sys.exit(f"{path}: {error.message}")
    return out


def model(train, dev):
    if not os.path.exists(MODEL):
        error = udpipe.ProcessingError()
        data = udpipe.Trainer.train(
            "morphodita_parsito", sentences(train), sentences(dev), "epochs=20;early_stopping=1", "iterations=10", "iterations=10", error
        )
        if error.occurred():
            sys.exit(f"training: {error.message}")
        with open(MODEL, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode("latin1", "surrogateescape"))
    return udpipe.Model.load(MODEL)


def texts(corpus, words):
    out, total = [], 0
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"].strip()
            out.append(text)
            total += len(text.split())
            if total >= words:
                return out, total
    return out, total


def timed(name, words, run):
    start = time.time()
    run()
    spent = time.time() - start
    print(f"{name}: {words / spent:.0f} words/s ({words} words in {spent:.2f} s)", flush=True)
    return words / spent


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    train, dev, test, corpus = sys.argv[1:5]
    limit = int(sys.argv[5]) if len(sys.argv) > 5 else 400_000
    trained = model(train, dev)
    error = udpipe.ProcessingError()
    print("UDPipe on", os.path.basename(test) + ":", udpipe.Evaluator(trained, "tokenizer", "", "").evaluate("".join(open(test, encoding="utf-8")), error))
    many, many_words = texts(corpus, limit)
    few, few_words = texts(corpus, limit // 10)
    path = os.path.join(ROOT, "target/peers.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for number, text in enumerate(many):
            file.write(json.dumps({"id": str(number), "title": "", "text": text, "date": "2015-08-01"}, ensure_ascii=False) + "\n")
    command = [BINARY, "read", "--json", "--jobs", "1", path]
    ours = timed("mithaq, one thread, JSON lines to JSON lines", many_words, lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))
    pipeline = udpipe.Pipeline(trained, "tokenize", "", "", "conllu")
    theirs = timed("UDPipe 1, tokens, tags and trees", few_words, lambda: [pipeline.process(text, error) for text in few])
    farasa = timed("PyFarasa, segmentation", few_words, lambda: [segmentation.segmentLine(line) for text in few for line in text.split("\n")])
    print(f"mithaq is {ours / theirs:.0f} times as fast as UDPipe 1 and {ours / farasa:.0f} times as fast as PyFarasa")


if __name__ == "__main__":
    main()
