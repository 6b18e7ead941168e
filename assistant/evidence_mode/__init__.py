"""Answers composed of checked quotes, without a language model: which sentence answers, and does any?"""
